// The version that reports and caches carry; a test holds it against package.json.

export const version = '0.1.0';

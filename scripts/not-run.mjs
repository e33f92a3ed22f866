// The last line of `npm test`: what it did not run, so that nobody takes it for everything.
console.log(
  'Not run here: test/real (Chromium, Node 20 and 22, a second schema validator, no network at all). `npm run test:real` installs and runs it.',
);

// The look of a report page, light and dark, in one style sheet that the page carries with it.

export const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2128; --soft: #57606a; --rule: #d8dee4; --wash: #f6f8fa;
  --good: #11632d; --good-wash: #e6f6ea; --bad: #b3131f; --bad-wash: #fdeced; --open: #7a5200;
  --s0: #0b5cad; --s1: #b84d00; --s2: #4d5560; --s3: #7a3e9d; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1419; --ink: #e3e8ee; --soft: #9aa5b1; --rule: #2b333c;
  --wash: #171d24; --good: #56d27a; --good-wash: #10291a; --bad: #ff8d85; --bad-wash: #33161a; --open: #e6b450;
  --s0: #6cb2ff; --s1: #ffab66; --s2: #b4bec9; --s3: #d1a3f0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { margin: 0 0 1rem; color: var(--soft); font-size: 1rem; font-weight: 500; overflow-wrap: anywhere; }
h2 { margin: 2.75rem 0 0.75rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
p { margin: 0.75rem 0; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.875em; }
code { overflow-wrap: anywhere; }
pre { margin: 0.75rem 0; padding: 0.875rem 1rem; border-radius: 6px; background: var(--wash); white-space: pre-wrap; overflow-wrap: anywhere; }
.verdict { padding: 1.5rem 1.75rem; border-left: 6px solid; border-radius: 6px; }
.verdict strong.word { display: block; font-size: 2.75rem; line-height: 1.15; letter-spacing: -0.02em; }
.verdict p { margin: 0.5rem 0 0; color: var(--ink); font-size: 1.0625rem; }
.verdict.good { border-color: var(--good); background: var(--good-wash); color: var(--good); }
.verdict.bad { border-color: var(--bad); background: var(--bad-wash); color: var(--bad); }
ul { margin: 0.75rem 0; padding-left: 1.25rem; }
ul.marked { padding: 0; list-style: none; }
ul.marked li { position: relative; padding: 0.25rem 0 0.25rem 1.875rem; overflow-wrap: anywhere; }
ul.marked .sign { position: absolute; left: 0.125rem; font-weight: 700; }
.sign.good { color: var(--good); } .sign.bad { color: var(--bad); } .sign.open { color: var(--open); }
li.bad { font-weight: 600; }
.wide { overflow-x: auto; margin: 0.75rem 0; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: 0.8125rem; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; }
.right { text-align: right; white-space: nowrap; }
tbody th code { white-space: nowrap; }
figure { margin: 1.25rem 0; }
figcaption { margin-bottom: 0.25rem; font-weight: 600; }
.picture { overflow-x: auto; }
.picture svg { display: block; width: 100%; min-width: 34rem; height: auto; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; color: var(--soft); font-size: 0.875rem; }
.legend span { display: inline-flex; align-items: center; gap: 0.375rem; }
svg text { fill: var(--soft); font: 12px system-ui, sans-serif; } svg text.label { fill: var(--ink); font-size: 13px; }
.grid, .axis, .zero { fill: none; stroke: var(--rule); } .axis { stroke: var(--soft); } .zero { stroke: var(--ink); stroke-width: 1.5; }
.line { fill: none; stroke-width: 2; } .mark { stroke: var(--paper); stroke-width: 1; }
.line.s0 { stroke: var(--s0); } .line.s1 { stroke: var(--s1); } .line.s2 { stroke: var(--s2); } .line.s3 { stroke: var(--s3); }
.mark.s0 { fill: var(--s0); } .mark.s1 { fill: var(--s1); } .mark.s2 { fill: var(--s2); } .mark.s3 { fill: var(--s3); }
details { margin: 0.5rem 0; padding: 0.5rem 1rem; border: 1px solid var(--rule); border-radius: 6px; }
details details, figure details { padding: 0.25rem 0.75rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
figure summary { color: var(--soft); font-size: 0.875rem; }
.diff { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.875rem 1rem; border-radius: 6px; background: var(--wash); }
del { background: var(--bad-wash); color: var(--bad); text-decoration: line-through; }
ins { background: var(--good-wash); color: var(--good); text-decoration: underline; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem; margin: 0.75rem 0; }
.sides h4 { margin: 0; color: var(--soft); font-size: 0.875rem; } .sides pre { margin: 0.375rem 0 0; }
footer { margin-top: 3rem; color: var(--soft); font-size: 0.8125rem; }
@media print { main { max-width: none; padding: 0; } h2, figure, tr { break-inside: avoid; } }
`;

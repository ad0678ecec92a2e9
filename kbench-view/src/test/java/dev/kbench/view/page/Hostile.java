package dev.kbench.view.page;

import java.util.List;

/// What a model may answer to do harm to whoever looks at it.
public final class Hostile {
    /// Each sets `window.harmed` where it runs.
    public static final List<String> TEXTS =
            List.of(
                    "<script>window.harmed = 1</script>",
                    "</pre></div></article><script>window.harmed = 1</script>",
                    "<img src=x onerror=\"window.harmed = 1\">",
                    "\"><img src=x onerror=window.harmed=1>",
                    "' onmouseover='window.harmed = 1' autofocus onfocus='window.harmed = 1",
                    "<svg onload=\"window.harmed = 1\"><script>window.harmed = 1</script></svg>",
                    "<svg><foreignObject><iframe"
                        + " srcdoc=\"<script>parent.harmed=1</script>\"></iframe></foreignObject></svg>",
                    "<a href=\"javascript:window.harmed=1\" id=bait>click</a>",
                    "[click](javascript:window.harmed=1)",
                    "javascript:window.harmed=1",
                    "<iframe src=\"javascript:parent.harmed=1\"></iframe>",
                    "<object data=\"data:text/html,<script>parent.harmed=1</script>\"></object>",
                    "<style>body { display: none }</style><link rel=stylesheet"
                            + " href=//evil.example>",
                    "<div style=\"position:fixed;inset:0;background:red\">",
                    "<meta http-equiv=refresh content=\"0;url=http://evil.example\">",
                    "<base href=http://evil.example/><form action=//evil.example><button"
                            + " autofocus>",
                    "<template><script>window.harmed=1</script></template><noscript><img src=x"
                            + " onerror=harmed=1>",
                    "<math><mtext></mtext><mglyph><style><img src=x"
                            + " onerror=harmed=1></style></mglyph></math>",
                    "<!--><img src=x onerror=harmed=1>--><![CDATA[<script>harmed=1</script>]]>",
                    "&lt;script&gt;window.harmed=1&lt;/script&gt;&#x3c;script>",
                    "{{constructor.constructor('window.harmed=1')()}} ${window.harmed=1} <%= 1 %>",
                    "\u202Egnp.exe\u202C \u2066isolated\u2069 \u200Fright \u0000 nul",
                    "\u001B[31mred\u001B[0m \u001B]8;;http://evil.example\u0007link\u001B]8;;\u0007"
                            + " \u009B2J",
                    "lone \uD800 surrogate \uDC00 and \uFFFF",
                    "\u2028window.harmed=1\u2029",
                    "event: state\ndata: {}\n\nid: 1",
                    "a".repeat(300) + "̸".repeat(400),
                    "שלום <b>עולם</b> نهر الدانوب");

    private Hostile() {}
}

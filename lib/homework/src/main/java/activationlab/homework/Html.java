package activationlab.homework;

import java.util.Locale;

/** What the pages have in common. All text that comes from outside goes through {@link #escape}. */
final class Html {

    private static final String STYLE = """
            :root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2733; --quiet: #5a6b7b; --line: #d5dce3;
              --panel: #f4f6f8; --good: #1d6b3a; --bad: #a3341f; --bar: #7aa6d8; --note: #fff6dd; }
            @media (prefers-color-scheme: dark) { :root { --paper: #14191f; --ink: #e3e9ef; --quiet: #9fb0c0;
              --line: #34404c; --panel: #1e262e; --good: #7fd39b; --bad: #ff9d86; --bar: #3f6da3; --note: #3a331c; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 24px 20px 48px; max-width: 860px; background: var(--paper); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
            body.wide { max-width: 1280px; }
            h1 { font-size: 1.6em; line-height: 1.25; margin: 0 0 4px; } h2 { font-size: 1.2em; margin: 32px 0 6px; }
            h3 { font-size: 1em; margin: 18px 0 4px; } p { margin: 6px 0; } .quiet { color: var(--quiet); }
            .good { color: var(--good); } .bad { color: var(--bad); } .points { font-variant-numeric: tabular-nums; }
            .who { overflow-wrap: anywhere; }
            table { border-collapse: collapse; margin: 8px 0; } .scroll { overflow-x: auto; }
            th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); }
            th { font-weight: 600; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums;
              white-space: nowrap; }
            section { border-top: 1px solid var(--line); margin-top: 20px; } section h2 { margin-top: 14px; }
            code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
              font-size: 0.9em; unicode-bidi: isolate; overflow-wrap: anywhere; }
            pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px;
              white-space: pre-wrap; margin: 6px 0; }
            .mistake { background: var(--note); border-radius: 6px; padding: 8px 12px; margin: 8px 0; }
            .case { background: var(--panel); border-radius: 6px; padding: 4px 12px; margin: 8px 0; }
            .case table { margin: 0; } .case th, .case td { border: 0; } .case th { font-weight: 400;
              color: var(--quiet); white-space: nowrap; }
            .bar { display: inline-block; height: 0.75em; background: var(--bar); border-radius: 2px;
              vertical-align: baseline; print-color-adjust: exact; }
            summary { cursor: pointer; color: var(--quiet); } ul { margin: 6px 0; padding-left: 22px; }
            a { color: inherit; }
            @media print { body { max-width: none; padding: 0; font-size: 11pt; } section, .case { break-inside: avoid; }
              h2 { break-after: avoid; } }
            """;

    private Html() {}

    /** A page that loads nothing and runs nothing, whatever stands in its texts. */
    static String page(String title, boolean wide, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escape(title)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body" + (wide ? " class=\"wide\"" : "") + ">\n"
                + body + "</body>\n</html>\n";
    }

    /** A text as text, whatever it contains; characters that are not seen but change what is seen become visible. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    int type = Character.getType(c);
                    boolean hidden = type == Character.FORMAT
                            || type == Character.SURROGATE
                            || (type == Character.CONTROL && c != '\n' && c != '\t');
                    if (hidden) {
                        safe.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }

    /** A text as code. */
    static String code(String text) {
        return "<code>" + escape(text) + "</code>";
    }

    /** Points without needless digits. */
    static String points(double points) {
        return points == Math.rint(points)
                ? String.format(Locale.ROOT, "%.0f", points)
                : String.format(Locale.ROOT, "%.2f", points).replaceAll("0$", "");
    }

    /** A number of things. */
    static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}

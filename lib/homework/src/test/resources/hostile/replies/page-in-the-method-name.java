// attack: HTML in names and in a compiler's message
// most: leaky 0
// answer leaky
double leaky(String html) {
    return html.length();
}
String script = "<script>alert(1)</script>" + nothing;

import Scenes
import Testing

@Suite struct MarkupTests {
  @Test(
    arguments: [
      ("plain", "plain"), ("", ""), ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
      (
        "</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
      ),
      ("\"quoted\" 'text'", "\"quoted\" 'text'"), ("&amp;", "&amp;amp;"),
      ("tab\there\nnext", "tab\there\nnext"), ("line\r\nend", "line\nend"),
      ("\u{1B}[31mred\u{0}\u{7F}", "␛[31mred␀␡"), ("\u{85}\u{FFFE}", "\u{FFFD}\u{FFFD}"),
      ("Tiếng Việt, 日本語, 👩‍👩‍👧 < é", "Tiếng Việt, 日本語, 👩‍👩‍👧 &lt; é"), ("\u{FEFF}x", "\u{FEFF}x"),
    ])
  func textIsShownExactlyAsItIs(text: String, html: String) {
    #expect(Markup("p", [:], text: text).html == "<p>" + html + "</p>")
  }

  @Test(
    arguments: [
      ("a\"b'c", "a&quot;b&#39;c"), ("<&>", "&lt;&amp;&gt;"), ("a\n\tb\r", "a&#10;&#9;b␍"),
      ("\" onload=\"x", "&quot; onload=&quot;x"), ("\u{0}", "␀"),
    ])
  func attributesCannotBeLeft(value: String, html: String) {
    #expect(Markup("p", ["title": value]).html == "<p title=\"" + html + "\"></p>")
  }

  @Test func attributesKeepTheirOrderAndNilLeavesOneOut() {
    var attributes: MarkupAttributes = ["z": "1", "a": nil, "hidden": "", "b": "2", "z": "3"]
    #expect(Markup("p", attributes).html == "<p z=\"3\" hidden=\"\" b=\"2\"></p>")
    attributes["hidden"] = nil
    attributes["z"] = "4"
    attributes["c"] = "5"
    #expect(Markup("p", attributes).html == "<p z=\"4\" b=\"2\" c=\"5\"></p>")
    #expect(attributes["b"] == "2")
    #expect(attributes["missing"] == nil)
  }

  @Test func voidElementsHaveNoEndTagAndOthersAlwaysDo() {
    #expect(Markup("br").html == "<br>")
    #expect(Markup("div").html == "<div></div>")
    #expect(Markup("img", ["alt": ""]).html == "<img alt=\"\">")
  }

  @Test func insideSvgEmptyElementsAreClosedAtOnce() {
    let drawing = Markup(
      "svg", [:], [Markup("path", ["d": "M0 0"]), Markup("title", [:], text: "<")])
    #expect(
      Markup("p", [:], [drawing, Markup("i")]).html
        == "<p><svg><path d=\"M0 0\"/><title>&lt;</title></svg><i></i></p>")
    let foreign = Markup("svg", [:], [Markup("foreignObject", [:], [Markup("div"), Markup("br")])])
    #expect(
      foreign.html == "<svg><foreignObject><div></div><br></foreignObject></svg>")
  }

  @Test func dataInAScriptElementCannotEndIt() {
    let data = Markup(
      "script", ["type": "application/json"], text: "{\"a\":\"</script>&\u{2028}\"}")
    #expect(
      data.html == "<script type=\"application/json\">"
        + "{\"a\":\"\\u003C/script\\u003E\\u0026\\u2028\"}</script>")
  }

  @Test func aStyleElementCannotBeEnded() {
    #expect(Markup("style", [:], text: "a</style>").html == "<style>a\\3C /style></style>")
  }

  @Test func aLineFeedAtTheStartOfPreformattedTextIsKept() {
    #expect(Markup("pre", [:], text: "\na").html == "<pre>\n\na</pre>")
    #expect(Markup("pre", [:], text: "a\n").html == "<pre>a\n</pre>")
  }

  @Test func trustedHtmlIsNotTouchedAndFragmentsAddNothing() {
    let pieces = Markup.fragment([.trusted("<b>&nbsp;</b>"), .empty, .text("a<b")])
    #expect(pieces.html == "<b>&nbsp;</b>a&lt;b")
  }

  @Test func aNameThatCouldLeaveTheTagStopsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = Markup("p onclick=x") }
    await #expect(processExitsWith: .failure) { _ = Markup("p", ["a=\"": "x"]) }
    await #expect(processExitsWith: .failure) { _ = Markup("") }
  }
}

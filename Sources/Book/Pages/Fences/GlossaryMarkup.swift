import Scenes

extension FenceRenderer {
  /// Terms with what they mean, each with an id and a link to itself.
  static let glossary = FenceRenderer(word: "glossary") { fence, place in
    let ids = Set(fence.anchors.map(\.id))
    let entries = fence.lines.compactMap { GlossaryEntry($0, place.chapter.source) }
      .filter { ids.contains($0.id) }
    return Markup(
      "dl", ["class": "glossary", "id": place.id],
      entries.map { entry in
        Markup(
          "div", ["class": "entry", "id": entry.id],
          [
            Markup(
              "dt", [:],
              [
                Markup("dfn", [:], [place.markup(entry.term.inlines)]), .text(" "),
                Markup(
                  "a",
                  [
                    "class": "permalink", "href": "#" + SitePath.encoded(entry.id),
                    "aria-label": place.words[.permalink] + ": " + entry.term.plainText,
                  ], text: "#"),
              ]),
            Markup("dd", [:], [place.markup(entry.definition.inlines)]),
          ])
      })
  }
}

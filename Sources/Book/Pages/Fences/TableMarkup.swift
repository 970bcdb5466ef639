import Scenes

extension FenceRenderer {
  /// A table that can be scrolled sideways where the page is too narrow for it.
  static let table = FenceRenderer(word: "table") { fence, place in
    let content = TableContent(fence)
    let alignments = content.alignments
    let captionID = "\(place.id)-caption"
    func row(_ cells: [TableContent.Cell], isHead: Bool) -> Markup {
      let cells = cells.enumerated().map { index, cell in
        let alignment = alignments.indices.contains(index) ? alignments[index] : nil
        // A head without a text heads nothing.
        let isHead = isHead && !cell.raw.isEmpty
        return Markup(
          isHead ? "th" : "td",
          [
            "scope": isHead ? "col" : nil,
            "class": alignment.flatMap { $0 == .start ? nil : "align-" + $0.rawValue },
          ], [place.markup(cell.line(in: place.chapter.source).inlines)])
      }
      return Markup("tr", [:], cells)
    }
    let caption = fence.value("caption").map { text in
      Markup("caption", ["id": captionID], [InlineText.markup(text)])
    }
    let table = Markup(
      "table", [:],
      (caption.map { [$0] } ?? []) + [
        Markup("thead", [:], [row(content.head, isHead: true)]),
        Markup("tbody", [:], content.rows.map { row($0.cells, isHead: false) }),
      ])
    // A group and no landmark: several tables of a page may have the same name, or none.
    return Markup(
      "div",
      [
        "class": "table-scroll", "id": place.id, "role": "group",
        "aria-labelledby": caption == nil ? nil : captionID,
        "aria-label": caption == nil ? place.words[.table] : nil, "tabindex": "0",
      ], [table])
  }
}

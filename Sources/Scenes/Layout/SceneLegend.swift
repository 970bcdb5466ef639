/// Where the entries of a legend stand: in rows under the picture.
enum SceneLegend {
  static let limit = 18
  static let rowHeight = 16

  struct Item {
    let entry: SceneLegendEntry
    let text: String
    let x: Int
    let row: Int
  }

  static func items(_ entries: [SceneLegendEntry]) -> [Item] {
    var items: [Item] = []
    var x = SceneGrid.margin
    var row = 0
    for entry in entries {
      let lead = lead(of: entry)
      let text = TextWidth.shortenedInTheMiddle(
        entry.text, to: SceneGrid.inner - lead, size: SceneGrid.textSize, face: .sans)
      let width = lead + TextWidth.of(text, size: SceneGrid.textSize, face: .sans)
      if x > SceneGrid.margin && x + width > SceneGrid.width - SceneGrid.margin {
        x = SceneGrid.margin
        row += 1
      }
      items.append(Item(entry: entry, text: text, x: x, row: row))
      x += width + 12
    }
    return items
  }

  static func height(of entries: [SceneLegendEntry]) -> Int {
    guard let last = items(entries).last else { return 0 }
    return (last.row + 1) * rowHeight + 6
  }

  /// The room of the sample before the text.
  static func lead(of entry: SceneLegendEntry) -> Int {
    if case .link = entry.sample { return 28 }
    return 14
  }
}

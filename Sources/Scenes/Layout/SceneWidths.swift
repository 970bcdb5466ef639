/// The columns of a picture: they depend only on how many things of each sort there are.
struct SceneWidths: Sendable, Hashable {
  let fronts: [SceneColumn]
  let cards: [SceneColumn]
  let units: [SceneColumn]
  /// The columns inside a strip of the whole width.
  let strip: [SceneColumn]
  /// The columns inside each column of cards.
  let leaves: [[SceneColumn]]

  init(seating: SceneSeating) {
    let whole = SceneColumn(x: SceneGrid.margin, width: SceneGrid.inner)
    fronts = Self.centred(min(max(seating.frontCount, 1), 3))
    let cardColumns = seating.cardCount == 4 ? 2 : min(max(seating.cardCount, 1), 3)
    // Under two columns of machines there are two of claims, so that lines cross less.
    units = SceneGrid.columns(cardColumns == 2 ? 2 : 3, x: whole.x, width: whole.width)
    cards = SceneGrid.columns(cardColumns, x: whole.x, width: whole.width)
    strip = Self.strip(of: whole, cards: cards, isCells: seating.density == .cells)
    leaves = cards.map { Self.inside($0, isCells: seating.density == .cells) }
  }

  func width(at seat: SceneSeating.Seat) -> Int {
    switch seat {
    case .front(let seat): return fronts[seat % fronts.count].width
    case .card(let seat): return cards[seat % cards.count].width
    case .waiting(let seat): return strip[seat % strip.count].width
    case .work(let card, let seat), .storage(let card, let seat):
      let columns = leaves[card % cards.count]
      return columns[seat % columns.count].width
    case .claim(let unit), .volume(let unit): return units[unit % units.count].width
    }
  }

  /// One thing stands in the middle, several fill the width.
  private static func centred(_ count: Int) -> [SceneColumn] {
    if count > 1 { return SceneGrid.columns(count, x: SceneGrid.margin, width: SceneGrid.inner) }
    let width = (SceneGrid.inner - SceneGrid.gap) / 2
    return [SceneColumn(x: (SceneGrid.width - width) / 2, width: width)]
  }

  /// The columns of a strip have their gaps above those of the cards below it, so that lines run
  /// straight down beside both.
  private static func strip(
    of whole: SceneColumn, cards: [SceneColumn], isCells: Bool
  ) -> [SceneColumn] {
    if isCells || cards.count == 1 { return inside(whole, isCells: isCells) }
    let padding = SceneGrid.cardPadding
    return cards.enumerated().map { number, card in
      let left = number == 0 ? padding : 0
      let right = number == cards.count - 1 ? padding : 0
      return SceneColumn(x: card.x + left, width: card.width - left - right)
    }
  }

  /// A wide card has three columns with room for lines around them, a narrow one has one.
  private static func inside(_ column: SceneColumn, isCells: Bool) -> [SceneColumn] {
    if isCells {
      let room = column.width - 8
      let step = SceneGrid.cellWidth + SceneGrid.cellGap
      let count = max(1, (room + SceneGrid.cellGap) / step)
      return (0..<count).map {
        SceneColumn(x: column.x + 4 + $0 * step, width: SceneGrid.cellWidth)
      }
    }
    if column.width > 300 {
      return SceneGrid.columns(
        3, x: column.x + SceneGrid.gap, width: column.width - 2 * SceneGrid.gap)
    }
    let padding = SceneGrid.cardPadding
    return [SceneColumn(x: column.x + padding, width: column.width - 2 * padding)]
  }
}

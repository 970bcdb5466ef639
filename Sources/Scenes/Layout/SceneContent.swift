/// The lines of a box.
struct SceneContent: Sendable, Hashable {
  static let lineLimit = 12

  private(set) var lines: [SceneLine] = []
  private let width: Int

  var height: Int {
    var sum = 0
    for line in lines { sum += line.height }
    return sum
  }

  /// No lines yet, each to be at most `width` wide.
  init(width: Int) {
    self.width = width
  }

  /// What a box says about itself, with the boxes inside of it as further lines if asked for.
  init(of index: Int, in tree: SceneTree, width: Int, hasSign: Bool, listsInside: Bool) {
    self.init(width: width)
    let box = tree.boxes[index]
    addName(box, sign: hasSign ? box.kind : nil)
    addKindAndSublabel(box)
    addBadges(box.badges)
    for detail in box.details.prefix(6) { add(.note, detail) }
    if box.details.count > 6 { add(.note, "\(box.details.count - 6) more lines") }
    addCause(box.cause)
    if listsInside { addInside(of: index, in: tree) }
    limitLines()
  }

  /// Adds each count; the word pod may be left out where everybody knows what is counted.
  mutating func add(_ counts: [SceneCount], namesPods: Bool) {
    for count in counts {
      let isNamed = namesPods || count.kind != .pod || count.badge.text.isEmpty
      addStatus(
        isNamed ? count.words : "\(count.number) " + count.badge.text, mark: count.badge.state)
    }
  }

  /// Adds a state in one line or, broken at spaces and inside names like `CrashLoopBackOff`, two.
  private mutating func addStatus(_ text: String, mark: SceneState?) {
    let shownMark = mark == .plain ? nil : mark
    let lead = shownMark == nil ? 0 : 14
    let parts = TextWidth.broken(
      text, to: width - lead, size: SceneGrid.textSize, face: .sans)
    for (number, part) in parts.enumerated() {
      add(.status, part, mark: number == 0 ? shownMark : nil, indent: number == 0 ? 0 : lead)
    }
  }

  mutating func add(
    _ style: SceneLine.Style, _ text: String, mark: SceneState? = nil, indent: Int = 0
  ) {
    let shownMark = mark == .plain ? nil : mark
    var line = SceneLine(style: style, mark: shownMark, sign: nil, text: "", indent: indent)
    let size = style == .note || style == .cause ? SceneGrid.smallSize : SceneGrid.textSize
    line.text = TextWidth.shortenedInTheMiddle(
      text, to: width - line.lead, size: size, face: .sans)
    lines.append(line)
  }

  private mutating func addName(_ box: SceneBox, sign: SceneKind?) {
    var line = SceneLine(style: .name, mark: nil, sign: sign, text: "")
    line.text = TextWidth.shortenedInTheMiddle(
      box.label, to: width - line.lead, size: SceneGrid.nameSize, face: .mono)
    lines.append(line)
  }

  private mutating func addKindAndSublabel(_ box: SceneBox) {
    let isNamed =
      box.kind == .pod || box.kind.isMachine || box.label.mentions(box.kind.name)
    let words = (isNamed ? [] : [box.kind.name]) + (box.sublabel.isEmpty ? [] : [box.sublabel])
    let joined = SceneWords.list(words, last: " · ")
    if TextWidth.of(joined, size: SceneGrid.smallSize, face: .sans) <= width {
      if !joined.isEmpty { add(.note, joined) }
    } else {
      for word in words { add(.note, word) }
    }
  }

  /// Badges flow into lines; one with a state begins a line of its own with its mark.
  private mutating func addBadges(_ badges: [SceneBadge]) {
    var text = ""
    var mark: SceneState?
    for badge in badges where !badge.text.isEmpty {
      let longer = text.isEmpty ? badge.text : text + " · " + badge.text
      let room = width - (mark == nil ? 0 : 14)
      let fits = TextWidth.of(longer, size: SceneGrid.textSize, face: .sans) <= room
      if !text.isEmpty && badge.state == .plain && fits {
        text = longer
      } else {
        if !text.isEmpty { addStatus(text, mark: mark) }
        text = badge.text
        mark = badge.state == .plain ? nil : badge.state
      }
    }
    if !text.isEmpty { addStatus(text, mark: mark) }
  }

  private mutating func addCause(_ cause: String) {
    let lines = TextWidth.wrapped(
      cause, to: width, lines: 3, size: SceneGrid.smallSize, face: .sans)
    for line in lines { add(.cause, line) }
  }

  private mutating func addInside(of index: Int, in tree: SceneTree) {
    var pending = tree.children[index].reversed().map { (index: $0, indent: 0) }
    while let next = pending.popLast(), lines.count <= Self.lineLimit {
      let box = tree.boxes[next.index]
      var words = [box.label]
      for badge in box.badges where !badge.text.isEmpty { words.append(badge.text) }
      if !box.sublabel.isEmpty { words.append(box.sublabel) }
      let text = SceneWords.list(words, last: " · ")
      add(.inner, text, mark: box.state, indent: next.indent)
      for detail in box.details.prefix(4) { add(.note, detail, indent: next.indent + 8) }
      let deeper = min(next.indent + 8, 24)
      pending += tree.children[next.index].reversed().map { (index: $0, indent: deeper) }
    }
  }

  private mutating func limitLines() {
    if lines.count <= Self.lineLimit { return }
    lines.removeLast(lines.count - Self.lineLimit + 1)
    add(.note, "and more")
  }
}

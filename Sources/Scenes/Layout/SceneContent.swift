/// The lines of a box.
struct SceneContent: Sendable, Hashable {
  static let lineLimit = 18
  /// Of what is inside a box, more details than these are counted.
  private static let detailLimit = 6

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

  /// What a box says about itself, and what else is noted of it, with the boxes inside of it as
  /// further lines if asked for.
  init(
    of index: Int, in tree: SceneTree, width: Int, hasSign: Bool, listsInside: Bool,
    hasAge: Bool = true, notes: [String] = []
  ) {
    self.init(width: width)
    let box = tree.boxes[index]
    let language = tree.language
    addName(box, sign: hasSign ? box.kind : nil)
    addKindAndSublabel(box, language)
    if hasAge, let born = box.born { addAge(born, language) }
    addBadges(box.badges)
    for note in notes { addNote(note) }
    for detail in box.details.prefix(6) { addNote(detail) }
    if box.details.count > 6 {
      add(.note, language.text(.moreLines, [("count", "\(box.details.count - 6)")]))
    }
    addCause(box.cause)
    if listsInside { addInside(of: index, in: tree) }
    limitLines(language)
  }

  /// Adds each count; the word pod may be left out where everybody knows what is counted.
  mutating func add(_ counts: [SceneCount], namesPods: Bool, in language: SceneLanguage) {
    for count in counts {
      let isNamed = namesPods || count.kind != .pod || count.badge.text.isEmpty
      addStatus(
        isNamed ? count.words(in: language) : "\(count.number) " + count.badge.text,
        mark: count.badge.state)
    }
  }

  /// Adds a state in one line or, broken at spaces and inside names like `CrashLoopBackOff`, two.
  /// What goes on after a line with a mark stands under the text of that.
  private mutating func addStatus(_ text: String, mark: SceneState?, goesOn: Bool = false) {
    let shownMark = mark == .plain ? nil : mark
    let lead = shownMark == nil && !goesOn ? 0 : 14
    let parts = TextWidth.broken(
      text, to: width - lead, size: SceneGrid.textSize, face: .sans)
    for (number, part) in parts.enumerated() {
      let isMarked = number == 0 && shownMark != nil
      add(.status, part, mark: isMarked ? shownMark : nil, indent: isMarked ? 0 : lead)
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
    // The shape of storage tells what it is: rather than cut a name, leave the sign out.
    let whole = TextWidth.of(box.label, size: SceneGrid.nameSize, face: .mono)
    let isStorage = sign == .claim || sign == .volume
    if isStorage && whole > width - line.lead && whole <= width { line.sign = nil }
    line.text = TextWidth.shortenedInTheMiddle(
      box.label, to: width - line.lead, size: SceneGrid.nameSize, face: .mono)
    lines.append(line)
  }

  private mutating func addKindAndSublabel(_ box: SceneBox, _ language: SceneLanguage) {
    let kind = language.name(of: box.kind)
    let isNamed =
      box.kind == .pod || box.kind.isMachine || box.label.mentions(kind)
    let words = (isNamed ? [] : [kind]) + (box.sublabel.isEmpty ? [] : [box.sublabel])
    let joined = words.joined(separator: " · ")
    if TextWidth.of(joined, size: SceneGrid.smallSize, face: .sans) <= width {
      if !joined.isEmpty { add(.note, joined) }
    } else {
      for word in words { addNote(word) }
    }
  }

  /// How old it is, behind the last line if there is room. What the words are is said when it is
  /// drawn: they are others at each moment, and always have the same room.
  private mutating func addAge(_ born: Int64, _ language: SceneLanguage) {
    let widest = TextWidth.of(" · 59m59s", size: SceneGrid.smallSize, face: .sans)
    if let last = lines.last, last.style == .note, last.age == nil,
      TextWidth.of(last.text, size: SceneGrid.smallSize, face: .sans) + widest <= width - last.lead
    {
      lines[lines.count - 1].text += " · "
    } else {
      add(.note, language.text(.age) + " ")
    }
    lines[lines.count - 1].age = born
  }

  /// Badges flow into lines; one with a state begins a line of its own with its mark.
  private mutating func addBadges(_ badges: [SceneBadge]) {
    var text = ""
    var mark: SceneState?
    var isIndented = false
    for badge in badges where !badge.text.isEmpty {
      let longer = text.isEmpty ? badge.text : text + " · " + badge.text
      let room = width - (mark == nil && !isIndented ? 0 : 14)
      let fits = TextWidth.of(longer, size: SceneGrid.textSize, face: .sans) <= room
      if !text.isEmpty && badge.state == .plain && fits {
        text = longer
      } else {
        if !text.isEmpty { addStatus(text, mark: mark, goesOn: isIndented) }
        isIndented = badge.state == .plain && (isIndented || mark != nil)
        text = badge.text
        mark = badge.state == .plain ? nil : badge.state
      }
    }
    if !text.isEmpty { addStatus(text, mark: mark, goesOn: isIndented) }
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
      addInner([box.label] + box.badges.map { $0.text }, mark: box.state, indent: next.indent)
      if !box.sublabel.isEmpty { addNote(box.sublabel, indent: next.indent) }
      let shown = box.details.count <= Self.detailLimit + 1 ? box.details.count : Self.detailLimit
      for detail in box.details.prefix(shown) { addNote(detail, indent: next.indent) }
      if box.details.count > shown {
        let more = tree.language.text(.andMore, [("count", "\(box.details.count - shown)")])
        addNote(more, indent: next.indent)
      }
      let deeper = min(next.indent + 8, 24)
      pending += tree.children[next.index].reversed().map { (index: $0, indent: deeper) }
    }
  }

  /// A name and what is said about it, in as many lines as that takes.
  private mutating func addInner(_ words: [String], mark: SceneState, indent: Int) {
    var shownMark: SceneState? = mark == .plain ? nil : mark
    let lead = indent + (shownMark == nil ? 0 : 14)
    var text = ""
    for word in words where !word.isEmpty {
      let longer = text.isEmpty ? word : text + " · " + word
      let width = TextWidth.of(longer, size: SceneGrid.textSize, face: .sans)
      if text.isEmpty || lead + width <= self.width {
        text = longer
        continue
      }
      add(.inner, text, mark: shownMark, indent: shownMark == nil ? lead : indent)
      shownMark = nil
      text = word
    }
    add(.inner, text, mark: shownMark, indent: shownMark == nil ? lead : indent)
  }

  /// Small print, in two lines if it must be, or three rather than cut.
  private mutating func addNote(_ text: String, indent: Int = 0) {
    let hanging = indent + 6
    var lines = [text]
    if TextWidth.of(text, size: SceneGrid.smallSize, face: .sans) > width - indent {
      lines = TextWidth.wrapped(
        text, to: width - hanging, lines: 3, size: SceneGrid.smallSize, face: .sans)
    }
    for (number, line) in lines.enumerated() {
      add(.note, line, indent: number == 0 ? indent : hanging)
    }
  }

  private mutating func limitLines(_ language: SceneLanguage) {
    if lines.count <= Self.lineLimit { return }
    lines.removeLast(lines.count - Self.lineLimit + 1)
    add(.note, language.text(.andMoreLines))
  }
}

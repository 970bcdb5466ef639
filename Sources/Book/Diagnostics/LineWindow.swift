import Markdown

/// The piece of a source line around a mistake, and the mark below it.
struct LineWindow {
  /// The piece of the line.
  let text: String
  /// What stands before the mark: a space for each column, a tab for each tab.
  let indent: String
  /// `^` and a `~` for each further column.
  let mark: String

  init(source: SourceText, line: Int, column: Int, endColumn: Int?) {
    let offsets = source.contentOffsets(ofLine: line)
    // Bytes around the place suffice: no character of a window is longer than four.
    let reach = DiagnosticRenderer.maximumWidth * 4
    let place = min(offsets.lowerBound + max(column, 1) - 1, offsets.upperBound)
    let from = LineWindow.boundary(max(offsets.lowerBound, place - reach), source, offsets)
    let to = LineWindow.boundary(min(offsets.upperBound, place + reach), source, offsets)
    let before = Array(LineWindow.withoutControls(source.text(in: from..<max(from, place))))
    let behind = Array(LineWindow.withoutControls(source.text(in: place..<max(place, to))))

    let room = DiagnosticRenderer.maximumWidth
    let isLong = before.count + behind.count > room || from > offsets.lowerBound
    let keptBefore = isLong ? Array(before.suffix(room / 2)) : before
    let keptBehind = Array(behind.prefix(room - min(keptBefore.count, room)))
    let isCutBefore = keptBefore.count < before.count || from > offsets.lowerBound
    let isCutBehind = keptBehind.count < behind.count || to < offsets.upperBound
    text =
      (isCutBefore ? "…" : "") + String(keptBefore) + String(keptBehind) + (isCutBehind ? "…" : "")
    var indent = isCutBefore ? " " : ""
    for character in keptBefore {
      indent +=
        character == "\t" ? "\t" : String(repeating: " ", count: LineWindow.width(character))
    }
    self.indent = indent
    let markedBytes = max(0, (endColumn ?? column) - column)
    let marked = source.text(in: place..<min(max(place, to), place + markedBytes))
    let width = marked.reduce(0) { $0 + LineWindow.width($1) }
    mark = "^" + String(repeating: "~", count: max(0, min(width, room) - 1))
  }

  private static func boundary(
    _ offset: Int, _ source: SourceText, _ line: Range<Int>
  ) -> Int {
    var offset = offset
    while offset > line.lowerBound, offset < line.upperBound,
      source.bytes[offset] & 0xC0 == 0x80
    {
      offset -= 1
    }
    return offset
  }

  /// A text with U+FFFD in place of control characters and of those that turn text around.
  static func withoutControls(_ text: String) -> String {
    let isHarmless = text.unicodeScalars.allSatisfy { !isControl($0) }
    if isHarmless { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The columns that a terminal gives a character.
  static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

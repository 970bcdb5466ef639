/// A source file in which mutations can be switched on, one at a time, when the program starts.
enum MutatedSource {
  enum Problem: Error, CustomStringConvertible {
    case notFoundOnce(NumberedEdit, count: Int)
    case badMarks(NumberedEdit)
    case overlap(NumberedEdit, NumberedEdit)

    var description: String {
      switch self {
      case .notFoundOnce(let edit, let count):
        "\(edit.edit.file) contains the original text of '\(edit.mutation)' \(count) times, not "
          + "once. When the code has changed, change the mutation with it: what it breaks has to "
          + "stay broken.\n\(edit.edit.original)"
      case .badMarks(let edit):
        "'\(edit.mutation)': the original text needs one « before one », or none of them"
      case .overlap(let first, let second):
        "\(first.edit.file): '\(first.mutation)' and '\(second.mutation)' overlap without being "
          + "the same place"
      }
    }
  }

  private struct Place {
    var edit: NumberedEdit
    /// The bytes that are replaced.
    var range: Range<Int>
  }

  /// The text with a choice at the place of each edit.
  ///
  /// Edits of the same place share one choice; when no number of theirs is switched on, the
  /// original is what runs.
  static func text(_ text: String, with edits: [NumberedEdit]) throws(Problem) -> String {
    if edits.isEmpty { return text }
    var bytes = Array(text.utf8)
    var places: [Place] = []
    for edit in edits { places.append(Place(edit: edit, range: try range(of: edit, in: bytes))) }
    places.sort { ($0.range.lowerBound, $0.edit.number) < ($1.range.lowerBound, $1.edit.number) }
    for (place, next) in zip(places, places.dropFirst())
    where place.range.overlaps(next.range)
      && (place.range != next.range || place.edit.edit.kind != next.edit.edit.kind)
    {
      throw .overlap(place.edit, next.edit)
    }
    while let last = places.last {
      let shared = places.filter { $0.range == last.range }
      places.removeLast(shared.count)
      let original = String(decoding: bytes[last.range], as: UTF8.self)
      bytes.replaceSubrange(last.range, with: choice(shared.map(\.edit), original).utf8)
    }
    return "import Mutations\n" + String(decoding: bytes, as: UTF8.self)
  }

  private static func choice(_ edits: [NumberedEdit], _ original: String) -> String {
    switch edits[0].edit.kind {
    case .expression:
      let choices = edits.map { "isMutated(\($0.number)) ? (\($0.edit.replacement)) : " }
      return "(\(choices.joined())(\(original)))"
    case .statements:
      let choices = edits.map { "if isMutated(\($0.number)) {\n\($0.edit.replacement)\n} else " }
      return "\(choices.joined()){\n\(original)\n}"
    }
  }

  private static func range(
    of edit: NumberedEdit, in bytes: [UInt8]
  ) throws(Problem) -> Range<Int> {
    let text = edit.edit.original
    let parts = text.split(separator: "«", omittingEmptySubsequences: false)
    var wanted = Array(text.utf8)
    var part = 0..<wanted.count
    if parts.count > 1 || text.contains("»") {
      let rest = parts.last?.split(separator: "»", omittingEmptySubsequences: false) ?? []
      guard parts.count == 2, rest.count == 2, !parts[0].contains("»") else {
        throw .badMarks(edit)
      }
      wanted = Array(parts[0].utf8) + Array(rest[0].utf8) + Array(rest[1].utf8)
      part = parts[0].utf8.count..<parts[0].utf8.count + rest[0].utf8.count
    }
    let starts = bytes.indices.filter { bytes[$0...].starts(with: wanted) }
    guard starts.count == 1 else { throw .notFoundOnce(edit, count: starts.count) }
    return starts[0] + part.lowerBound..<starts[0] + part.upperBound
  }
}

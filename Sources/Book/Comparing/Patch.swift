import Markdown

/// Proposed outputs as a patch of the chapter, in the unified format.
public struct Patch {
  /// The patch; every line ends with a line feed.
  public let text: String

  /// How many lines stand around a change.
  static let context = 3

  /// - Parameter file: the chapter's path, as it stands in the patch.
  public init(_ edits: [Proposal.Edit], of chapter: Chapter, file: String, style: TextStyle) {
    var outputs: [Int: RecordedOutput] = [:]
    for edit in edits {
      outputs[edit.offset] = RecordedOutput(text: edit.output, status: edit.status)
    }
    let new = Splice.bytes(of: chapter, with: outputs)
    let lines = LineDifference(
      old: String(decoding: chapter.source.bytes, as: UTF8.self),
      new: String(decoding: new, as: UTF8.self)
    ).lines
    var result = "--- \(file)\n+++ \(file)\n"
    for range in Patch.hunks(lines) {
      let hunk = lines[range]
      let oldCount = hunk.count { $0.kind != .added }
      let newCount = hunk.count { $0.kind != .removed }
      // Of an empty side the line before it is named.
      let oldStart = hunk[range.lowerBound].oldNumber - (oldCount == 0 ? 1 : 0)
      let newStart = hunk[range.lowerBound].newNumber - (newCount == 0 ? 1 : 0)
      result += style.faint("@@ -\(oldStart),\(oldCount) +\(newStart),\(newCount) @@") + "\n"
      for line in hunk {
        switch line.kind {
        case .same: result += " \(line.text)\n"
        case .removed, .added:
          let text = OutputDifference.withoutEnd(line.text)
          let mark = line.kind == .removed ? style.removed("-\(text)") : style.added("+\(text)")
          result += mark + style.space(String(line.text[text.endIndex...])) + "\n"
        }
      }
    }
    text = result
  }

  /// The stretches with changes and the lines around them; those that touch are one.
  private static func hunks(_ lines: [LineDifference.Line]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in lines.indices where lines[index].kind != .same {
      let range = max(0, index - context)..<min(lines.count, index + context + 1)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }
}

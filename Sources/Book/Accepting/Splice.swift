/// Puts outputs into the text of a chapter and leaves every other byte as it is.
///
/// No fence has to grow: ``ConsoleText`` writes a line that would close one with an escape.
enum Splice {
  /// The text of the chapter with new outputs for the steps whose regions start at the given
  /// offsets.
  static func bytes(of chapter: Chapter, with outputs: [Int: RecordedOutput]) -> [UInt8] {
    var replacements: [(offsets: Range<Int>, text: [UInt8])] = []
    for scenario in chapter.scenarios {
      for step in scenario.steps {
        guard let output = outputs[step.region.offsets.lowerBound] else { continue }
        let text = step.region.text(of: ConsoleText.lines(of: output), in: chapter.source)
        replacements.append((step.region.offsets, Array(text.utf8)))
      }
    }
    replacements.sort { $0.offsets.lowerBound < $1.offsets.lowerBound }
    let source = chapter.source.bytes
    var result: [UInt8] = []
    var end = 0
    for replacement in replacements {
      result += source[end..<replacement.offsets.lowerBound]
      result += replacement.text
      end = replacement.offsets.upperBound
    }
    result += source[end...]
    return result
  }
}

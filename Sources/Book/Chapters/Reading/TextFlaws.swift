import Markdown

/// Reports bytes of a file that are no text.
enum TextFlaws {
  static func report(_ source: SourceText, _ mistakes: inout Mistakes) {
    for flaw in source.flaws {
      let range = source.range(flaw.repairedOffset..<flaw.repairedOffset + 3)
      switch flaw.kind {
      case .nul:
        mistakes.error(
          range, "the text has a NUL byte at offset \(flaw.offset)",
          help: "remove it; a page would show U+FFFD in its place")
      case .invalidUTF8(let byte):
        let digits = String(byte, radix: 16, uppercase: true)
        mistakes.error(
          range, "the text is not UTF-8: byte 0x\(digits) at offset \(flaw.offset)",
          help: "save the file in UTF-8")
      }
    }
  }
}

import Markdown

/// Finds text between `~~`, which is struck through elsewhere and is shown as it is written here.
public enum StrikethroughCheck {
  /// The texts between `~~` in a chapter, in the order of its text.
  public static func doubts(about chapter: Chapter) -> [Diagnostic] {
    var found: [Range<Int>] = []
    add(chapter.document.blocks, of: chapter, to: &found)
    for case .plugin(let fence) in chapter.blocks {
      if let document = fence.document {
        add(document.blocks, of: chapter, to: &found)
      } else if fence.word == FencePlugin.table.word {
        for line in fence.lines { found += chapter.source.struckThrough(in: line.offsets) }
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }.map { offsets in
      Diagnostic(
        .warning, file: chapter.file, range: chapter.source.range(offsets),
        "this text is not struck through",
        explanation: "Markdown here is CommonMark: readers see the `~~`",
        suggestion: "leave the text out, or say in words that it no longer holds; "
          + "`\\~~` shows the signs themselves")
    }
  }

  /// The recursion is bounded by `Document.maximumDepth`.
  private static func add(_ blocks: [Block], of chapter: Chapter, to found: inout [Range<Int>]) {
    for block in blocks {
      if block.inlines.contains(where: \.showsTildes) {
        found += chapter.source.struckThrough(in: block.range.offsets)
      }
      add(block.children, of: chapter, to: &found)
    }
  }
}

extension Inline {
  /// Whether readers see `~~` in a text: code and links may have it.
  fileprivate var showsTildes: Bool {
    switch self {
    case .text(let text): text.contains("~~")
    case .code, .softBreak, .lineBreak, .html: false
    case .emphasis(let inner), .strong(let inner), .link(_, let inner), .image(_, let inner):
      inner.contains(where: \.showsTildes)
    }
  }
}

extension SourceText {
  /// The texts between two `~~`, with them: as where Markdown has them, the first is followed by
  /// something and the second stands behind something. Code and escaped signs do not count.
  fileprivate func struckThrough(in offsets: Range<Int>) -> [Range<Int>] {
    let tilde = UInt8(ascii: "~")
    let backtick = UInt8(ascii: "`")
    var found: [Range<Int>] = []
    var opening: Int?
    var index = offsets.lowerBound
    func run(of byte: UInt8, at start: Int) -> Int {
      bytes[start..<offsets.upperBound].prefix { $0 == byte }.count
    }
    func isSpace(_ offset: Int) -> Bool {
      !offsets.contains(offset) || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset])
    }
    while index < offsets.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case backtick:
        let length = run(of: backtick, at: index)
        var end = index + length
        while end < offsets.upperBound, run(of: backtick, at: end) != length {
          end += max(1, run(of: backtick, at: end))
        }
        // Without an end it is no code.
        index = end < offsets.upperBound ? end + length : index + length
      case tilde:
        let length = run(of: tilde, at: index)
        let end = index + length
        if length == 2, let start = opening, !isSpace(index - 1) {
          found.append(start..<end)
          opening = nil
        } else if length == 2, !isSpace(end) {
          opening = index
        }
        index = end
      default: index += 1
      }
    }
    return found
  }
}

/// The place in a chapter of the YAML mistake that a command complains of.
///
/// `kubectl` counts lines from the start of a document in a file; whoever mends it looks for the
/// line of the chapter.
struct YAMLMistake {
  let line: Int
  let column: Int
  let message: String

  /// - Parameters:
  ///   - output: what the command printed.
  ///   - line: where the command stands: the file is the last one before it.
  /// - Returns: nil when the command complains of no YAML of the chapter.
  init?(behind output: String, of chapter: Chapter, before line: Int) {
    guard output.contains(": error converting YAML to JSON: ") else { return nil }
    let file = chapter.blocks.reversed().lazy.compactMap { block -> FileBlock? in
      guard case .file(let file) = block, file.code.range.start.line < line,
        output.contains("\(file.name): error converting YAML to JSON: ")
      else { return nil }
      return file
    }.first
    guard let file, case .success(let chunks) = YAMLChunk.chunks(of: Array(file.code.text.utf8))
    else { return nil }
    for chunk in chunks {
      guard case .failure(let problem) = BoundedYAML.document(in: chunk.bytes) else { continue }
      let index = chunk.firstLine - 1 + problem.mark.line - 1
      guard file.code.contentStarts.indices.contains(index) else { return nil }
      let start = chapter.source.position(at: file.code.contentStarts[index])
      self.line = start.line
      column = start.column + problem.mark.column - 1
      let indent = chapter.source.bytes[start.offset...].prefix { $0 == 0x20 || $0 == 0x09 }
      message =
        problem.message + (indent.contains(0x09) ? " (a tab: YAML is indented with spaces)" : "")
      return
    }
    return nil
  }
}

import Values

/// Reads the YAML of `kubectl apply -f` and everything else in a world, through Yams' libyaml.
///
/// A text is cut into documents at its `---` lines as kubectl cuts it, so the line of an error
/// counts from the document's start, as kubectl reports it; the lines of values count from the
/// start of the text.
public final class YamsReader: YAMLReader {
  /// A reader; it keeps nothing from one text to the next.
  public init() {}

  public func documents(in text: String) -> Result<[YAMLDocument], YAMLError> {
    var documents: [YAMLDocument] = []
    let chunks: [YAMLChunk]
    switch YAMLChunk.chunks(of: Array(text.utf8)) {
    case .success(let found): chunks = found
    case .failure(let error): return .failure(error)
    }
    for chunk in chunks {
      switch BoundedYAML.document(in: chunk.bytes) {
      case .success(let node):
        guard let node, node.scalar != .null else { continue }
        var lines: [[YAMLDocument.Step]: Int] = [:]
        var path: [YAMLDocument.Step] = []
        YamsReader.collect(node, &path, &lines, chunk.firstLine - 1)
        documents.append(
          YAMLDocument(
            value: node.json, startLine: node.mark.line + chunk.firstLine - 1, lines: lines))
      case .failure(let problem):
        return .failure(YAMLError(line: problem.goLine, message: problem.message))
      }
    }
    return .success(documents)
  }

  /// Collects the lines of keys and items; the recursion is bounded by the reader's depth.
  private static func collect(
    _ node: YAMLNode, _ path: inout [YAMLDocument.Step], _ lines: inout [[YAMLDocument.Step]: Int],
    _ shift: Int
  ) {
    for (index, item) in (node.items ?? []).enumerated() {
      path.append(.item(index))
      lines[path] = item.mark.line + shift
      collect(item, &path, &lines, shift)
      path.removeLast()
    }
    for member in node.members ?? [] {
      path.append(.member(member.key))
      lines[path] = member.mark.line + shift
      collect(member.value, &path, &lines, shift)
      path.removeLast()
    }
  }
}

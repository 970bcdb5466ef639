/// What a YAML reader answered, as JSON: how a page that reads YAML itself hands it to the core.
///
/// `{"documents": [{"value": …, "line": 1, "lines": [[["spec", 0], 3], …]}]}`, or
/// `{"error": {"line": 3, "message": "…"}}`.
public enum YAMLAnswer {
  /// The answer as JSON. Paths are in the order of their lines.
  public static func json(_ answer: Result<[YAMLDocument], YAMLError>) -> JSON {
    switch answer {
    case .success(let documents):
      return ["documents": .array(documents.map { json($0) })]
    case .failure(let error):
      return [
        "error": ["line": .integer(Int64(error.line)), "message": .string(error.message)]
      ]
    }
  }

  /// The answer that a JSON value stands for; a value of another form is an error on line 1.
  public static func answer(_ json: JSON) -> Result<[YAMLDocument], YAMLError> {
    if let error = json["error"] {
      return .failure(
        YAMLError(
          line: Int(error["line"]?.integer ?? 1), message: error["message"]?.string ?? ""))
    }
    guard let documents = json["documents"]?.array else {
      return .failure(YAMLError(line: 1, message: "the reader gave no answer"))
    }
    return .success(documents.map { document($0) })
  }

  private static func json(_ document: YAMLDocument) -> JSON {
    var lines: [(key: String, line: Int, path: JSON)] = []
    for (path, line) in document.lines {
      let steps = JSON.array(
        path.map { step in
          switch step {
          case .member(let name): .string(name)
          case .item(let index): .integer(Int64(index))
          }
        })
      lines.append((steps.compactText, line, steps))
    }
    lines.sort { $0.line == $1.line ? $0.key.precedesByBytes($1.key) : $0.line < $1.line }
    return [
      "value": document.value, "line": .integer(Int64(document.startLine)),
      "lines": .array(lines.map { .array([$0.path, .integer(Int64($0.line))]) }),
    ]
  }

  private static func document(_ json: JSON) -> YAMLDocument {
    var document = YAMLDocument(
      value: json["value"] ?? .null, startLine: Int(json["line"]?.integer ?? 1))
    for entry in json["lines"]?.array ?? [] {
      let path = (entry[0]?.array ?? []).map { step in
        if let name = step.string { return YAMLDocument.Step.member(name) }
        return YAMLDocument.Step.item(Int(step.integer ?? 0))
      }
      document.lines[path] = Int(entry[1]?.integer ?? 1)
    }
    return document
  }
}

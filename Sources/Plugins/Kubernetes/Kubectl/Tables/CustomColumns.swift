import Values

/// The table of `-o custom-columns=NAME:.metadata.name,…` (K14).
struct CustomColumns {
  private let headers: [String]
  private let paths: [JSONPath]

  init(_ specification: String) throws(CommandError) {
    if specification.isEmpty {
      throw .text("custom-columns format specified but no custom columns given")
    }
    var headers: [String] = []
    var paths: [JSONPath] = []
    for column in specification.split(separator: ",", omittingEmptySubsequences: false) {
      guard let colon = column.firstIndex(of: ":") else {
        throw .text(
          "unexpected custom-columns spec: \(column), expected <header>:<json-path-expr>")
      }
      headers.append(String(column[..<colon]))
      do throws(JSONPath.Failure) {
        paths.append(try JSONPath.relaxed(String(column[column.index(after: colon)...])))
      } catch {
        throw .text(error.message)
      }
    }
    self.headers = headers
    self.paths = paths
  }

  var header: [String] { headers }

  func cells(of object: JSON) throws(CommandError) -> [String] {
    var cells: [String] = []
    for path in paths {
      do throws(JSONPath.Failure) {
        let values = try path.results(in: object).flatMap { $0 }
        cells.append(
          values.isEmpty ? "<none>" : values.map { CustomColumns.text($0) }.joined(separator: ","))
      } catch {
        throw .text(error.message)
      }
    }
    return cells
  }

  /// A cell: here, unlike with `jsonpath`, objects and lists are printed as Go does.
  private static func text(_ value: JSON) -> String {
    value.isNull ? "<none>" : GoText.plain(value)
  }
}

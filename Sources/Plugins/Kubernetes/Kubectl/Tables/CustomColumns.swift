import GoWriting
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

  /// Reads the columns from a file: a line of headers, a line of paths, blanks between them.
  init(file text: String) throws(CommandError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func words(_ place: Int) -> [String] {
      place < lines.count
        ? lines[place].split { $0 == " " || $0 == "\t" || $0 == "\r" }.map { String($0) } : []
    }
    let expected =
      "Expected format is one line of space separated headers, one line of space separated"
      + " column specs."
    if words(0).isEmpty {
      throw .text("invalid template, missing header line. \(expected)")
    }
    if words(1).isEmpty { throw .text("invalid template, missing spec line. \(expected)") }
    let specifications = words(1)
    headers = words(0)
    if headers.count != specifications.count {
      throw .text(
        "number of headers (\(headers.count)) and field specifications"
          + " (\(specifications.count)) don't match")
    }
    var paths: [JSONPath] = []
    for specification in specifications {
      do throws(JSONPath.Failure) {
        paths.append(try JSONPath.relaxed(specification))
      } catch {
        throw .text(error.message)
      }
    }
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

import GoWriting
import OrderedCollections
import Values

/// Lines of cells, aligned as docker aligns its lists.
struct DockerTable {
  private var writer: TabWriter

  init() { writer = .docker }

  /// A table whose columns are at least so wide.
  init(wide width: Int) { writer = TabWriter(minimumWidth: width, padding: 3) }

  mutating func add(_ cells: [String]) { writer.write(cells: cells) }

  var text: String {
    var copy = writer
    return copy.flush()
  }
}

/// A list as `--format` wants it: rows with the members that templates know.
struct DockerList {
  /// The members of a row with the heads of their columns, in no order that counts.
  let heads: [(name: String, head: String)]
  /// The members that the table shows.
  let columns: [String]
  var rows: [JSON] = []

  init(heads: [(name: String, head: String)], columns: [String]) {
    self.heads = heads
    self.columns = columns
  }

  /// What is printed.
  func text(format: String?, quietMember: String?) throws(ClientError) -> String {
    if let quietMember { return rows.map { ($0[quietMember]?.string ?? "") + "\n" }.joined() }
    switch format {
    case nil, "", "table":
      var table = DockerTable()
      table.add(columns.map { head($0) })
      for row in rows { table.add(columns.map { row[$0]?.string ?? "" }) }
      return table.text
    case "json", "{{json .}}", "{{ json . }}":
      return rows.map { $0.sorted.compactText + "\n" }.joined()
    case let text?:
      return try formatted(text)
    }
  }

  private func head(_ name: String) -> String {
    heads.first { $0.name == name }?.head ?? name
  }

  private func formatted(_ text: String) throws(ClientError) -> String {
    var source = text
    let isTable = text.hasPrefix("table ") || text.hasPrefix("table\t")
    if isTable { source = String(text.dropFirst(6)) }
    // What a shell leaves of \t and \n is meant as a tab and a line feed.
    source = DockerList.unescaped(source)
    let template: GoTemplate
    do throws(GoTemplate.Failure) {
      template = try GoTemplate(source, dialect: .docker, allowsMissingKeys: false)
    } catch {
      throw ClientError("failed to parse template: \(error.message)")
    }
    var lines: [String] = []
    if isTable {
      var titles: OrderedMembers = [:]
      for head in heads { titles[head.name] = .string(head.head) }
      lines.append(try run(template, .object(titles)))
    }
    for row in rows { lines.append(try run(template, row)) }
    guard isTable else { return lines.map { $0 + "\n" }.joined() }
    var table = DockerTable()
    for line in lines {
      table.add(
        line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) })
    }
    return table.text
  }

  private func run(_ template: GoTemplate, _ row: JSON) throws(ClientError) -> String {
    var output = ""
    do throws(GoTemplate.Failure) {
      try template.run(on: row, output: &output)
    } catch {
      throw ClientError("template parsing error: \(error.message)")
    }
    return output
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == "\\", let next = rest.first, next == "t" || next == "n" {
        result += next == "t" ? "\t" : "\n"
        rest = rest.dropFirst()
      } else {
        result.append(character)
      }
    }
    return result
  }
}

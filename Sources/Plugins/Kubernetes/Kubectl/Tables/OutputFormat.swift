import Values

/// What `-o` asks for.
enum OutputFormat {
  /// The server's table; with all columns when `isWide`.
  case table(isWide: Bool)
  case name
  case yaml
  case json
  case jsonPath(JSONPath)
  case customColumns(CustomColumns)

  /// The formats of commands that print objects, as messages list them.
  static let common =
    "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,"
    + "templatefile,yaml"
  static let ofGet =
    "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,"
    + "jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml"

  /// Reads the value of `-o`.
  init(_ text: String, allowed: String = OutputFormat.common) throws(CommandError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let argument = parts.count > 1 ? String(parts[1]) : ""
    switch name {
    case "": self = .table(isWide: false)
    case "wide" where allowed == OutputFormat.ofGet: self = .table(isWide: true)
    case "name": self = .name
    case "yaml": self = .yaml
    case "json": self = .json
    case "jsonpath":
      if argument.isEmpty { throw .text("template format specified but no template given") }
      do throws(JSONPath.Failure) {
        self = .jsonPath(try JSONPath(argument))
      } catch {
        throw .text("error parsing jsonpath \(argument), \(error.message)")
      }
    case "custom-columns" where allowed == OutputFormat.ofGet:
      self = .customColumns(try CustomColumns(argument))
    case "custom-columns-file", "go-template", "go-template-file", "jsonpath-as-json",
      "jsonpath-file", "template", "templatefile":
      throw .text("the output format \(quoted(name)) is not supported here; use jsonpath")
    default:
      throw .text(
        "unable to match a printer suitable for the output format \(quoted(text)), allowed"
          + " formats are: \(allowed)")
    }
  }

  var isTable: Bool {
    if case .table = self { return true }
    return false
  }
}

extension Invocation {
  /// Prints a whole object, or a list of them, in a format that is not a table.
  func show(_ object: JSON, _ format: OutputFormat, messageName: String) throws(CommandError) {
    switch format {
    case .table: break
    case .name: show(messageName)
    case .yaml: write(object.yamlText)
    case .json: write(object.sorted.prettyText + "\n")
    case .jsonPath(let path): write(try text(of: object, path))
    case .customColumns(let columns):
      var writer = TabWriter.table
      writer.write(cells: columns.header)
      writer.write(cells: try columns.cells(of: object))
      write(writer.flush())
    }
  }

  /// What a template prints, or the long message about why it cannot.
  func text(of object: JSON, _ path: JSONPath) throws(CommandError) -> String {
    do throws(JSONPath.Failure) {
      return try path.text(of: object)
    } catch {
      throw .text(
        "error executing jsonpath \(quoted(path.template)): Error executing template: "
          + "\(error.message). Printing more information for debugging the template:\n"
          + "\ttemplate was:\n\t\t\(path.template)\n\tobject given to jsonpath engine was:\n"
          + "\t\t\(GoText.source(object))\n\n")
    }
  }

  /// Prints what became of an object: `pod/web-0 created`, or the object if `-o` asks for it.
  func report(
    _ target: Target, _ object: JSON, _ operation: String, _ dryRun: DryRun = .none
  ) throws(CommandError) {
    let format = try OutputFormat(options.text(.output))
    if format.isTable {
      show("\(target.messageName) \(operation)\(dryRun.suffix)")
    } else {
      try show(object, format, messageName: target.messageName)
    }
  }
}

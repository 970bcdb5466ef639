import GoWriting
import Simulation
import Values

/// What `-o` asks for.
enum OutputFormat {
  /// The server's table; with all columns when `isWide`.
  case table(isWide: Bool)
  case name
  case yaml
  case json
  case jsonPath(JSONPath)
  /// The results of each part as a JSON list.
  case jsonPathAsJSON(JSONPath)
  case goTemplate(GoTemplate)
  case customColumns(CustomColumns)

  /// The formats of commands that print objects, as messages list them.
  static let common =
    "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,"
    + "templatefile,yaml"
  static let ofGet =
    "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,"
    + "jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml"

  /// Reads a format with its argument, both as they were typed.
  ///
  /// - Parameters:
  ///   - text: `yaml`, `jsonpath={.metadata.name}`, `custom-columns=NAME:.metadata.name`.
  ///   - template: what `--template` says.
  ///   - allowed: ``common`` or ``ofGet``.
  ///   - file: what is in a file.
  init(
    _ text: String, template: String, allowsMissingKeys: Bool, allowed: String,
    file: (String) throws(CommandError) -> String
  ) throws(CommandError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    var name = parts[0].lowercased()
    if name.isEmpty, !template.isEmpty { name = "go-template" }
    var argument = parts.count > 1 ? String(parts[1]) : ""
    let isTemplate = OutputFormat.templateNames.contains(name)
    if isTemplate {
      if argument.isEmpty { argument = template }
      if argument.isEmpty { throw .text("template format specified but no template given") }
      if name.hasSuffix("file") { argument = try file(argument) }
    }
    switch name {
    case "" where parts.count == 1: self = .table(isWide: false)
    case "wide" where allowed == OutputFormat.ofGet && parts.count == 1:
      self = .table(isWide: true)
    case "name" where parts.count == 1: self = .name
    case "yaml" where parts.count == 1: self = .yaml
    case "json" where parts.count == 1: self = .json
    case "jsonpath", "jsonpath-file", "jsonpath-as-json":
      do throws(JSONPath.Failure) {
        let path = try JSONPath(argument, allowsMissingKeys: allowsMissingKeys)
        self = name == "jsonpath-as-json" ? .jsonPathAsJSON(path) : .jsonPath(path)
      } catch {
        throw .text("error parsing jsonpath \(argument), \(error.message)")
      }
    case "go-template", "go-template-file", "template", "templatefile":
      do throws(GoTemplate.Failure) {
        self = .goTemplate(try GoTemplate(argument, allowsMissingKeys: allowsMissingKeys))
      } catch {
        throw .text("error parsing template \(argument), \(error.message)")
      }
    case "custom-columns" where allowed == OutputFormat.ofGet:
      self = .customColumns(try CustomColumns(argument))
    case "custom-columns-file" where allowed == OutputFormat.ofGet:
      if argument.isEmpty {
        throw .text("custom-columns format specified but no custom columns given")
      }
      self = .customColumns(try CustomColumns(file: try file(argument)))
    default:
      throw .text(
        "unable to match a printer suitable for the output format \(quoted(text)), allowed"
          + " formats are: \(allowed)")
    }
  }

  private static let templateNames = [
    "go-template", "go-template-file", "template", "templatefile", "jsonpath", "jsonpath-file",
    "jsonpath-as-json",
  ]

  var isTable: Bool {
    if case .table = self { return true }
    return false
  }
}

extension Invocation {
  /// The format that `-o` and `--template` ask for; `text` stands in for `-o`.
  func outputFormat(
    _ text: String? = nil, allowed: String = OutputFormat.common
  ) throws(CommandError) -> OutputFormat {
    let text = text ?? options.text(.output)
    return try OutputFormat(
      text, template: options.text(.template),
      allowsMissingKeys: options.isSet(.allowMissingTemplateKeys), allowed: allowed
    ) { (path) throws(CommandError) in
      do throws(FileError) {
        return try process.fileSystem.read(path, from: process.workingDirectory)
      } catch {
        let isColumns = text.lowercased().hasPrefix("custom-columns")
        throw .text(
          "error reading \(isColumns ? "template" : "--template") \(path), open \(path): "
            + error.text.lowercased())
      }
    }
  }

  /// Prints a whole object, or a list of them, in a format that is not a table.
  func show(_ object: JSON, _ format: OutputFormat, messageName: String) throws(CommandError) {
    switch format {
    case .table: break
    case .name: show(messageName)
    case .yaml: write(object.yamlText)
    case .json: write(object.sorted.prettyText + "\n")
    case .jsonPath(let path): write(try text(of: object, path))
    case .jsonPathAsJSON(let path):
      for values in try results(of: path, in: object) {
        write(JSON.array(values.map { $0.sorted }).prettyText + "\n")
      }
    case .goTemplate(let template): try run(template, on: object)
    case .customColumns(let columns):
      var writer = TabWriter.table
      writer.write(cells: columns.header)
      writer.write(cells: try columns.cells(of: object))
      write(writer.flush())
    }
  }

  private func results(of path: JSONPath, in object: JSON) throws(CommandError) -> [[JSON]] {
    do throws(JSONPath.Failure) {
      return try path.results(in: object)
    } catch {
      throw executionError(of: path, on: object, error)
    }
  }

  private func executionError(
    of path: JSONPath, on object: JSON, _ error: JSONPath.Failure
  ) -> CommandError {
    .text(
      "error executing jsonpath \(quoted(path.template)): Error executing template: "
        + "\(error.message). Printing more information for debugging the template:\n"
        + "\ttemplate was:\n\t\t\(path.template)\n\tobject given to jsonpath engine was:\n"
        + "\t\t\(GoText.source(object))\n\n")
  }

  /// What a template prints, or the long message about why it cannot.
  func text(of object: JSON, _ path: JSONPath) throws(CommandError) -> String {
    do throws(JSONPath.Failure) {
      return try path.text(of: object)
    } catch {
      throw executionError(of: path, on: object, error)
    }
  }

  private func run(_ template: GoTemplate, on object: JSON) throws(CommandError) {
    var output = ""
    do throws(GoTemplate.Failure) {
      try template.run(on: object, output: &output)
      write(output)
    } catch {
      // The real kubectl tells it twice: at length where the output goes, then as its error.
      write(
        output + "Error executing template: \(error.message). Printing more information for"
          + " debugging the template:\n\ttemplate was:\n\t\t\(template.source)\n"
          + "\traw data was:\n\t\t\(object.sorted.compactText)\n"
          + "\tobject given to template engine was:\n\t\t\(GoFormat.text(object))\n\n")
      throw .text("error executing template \(quoted(template.source)): \(error.message)")
    }
  }

  /// Prints what became of an object: `pod/web-0 created`, or the object if `-o` asks for it.
  func report(
    _ target: Target, _ object: JSON, _ operation: String, _ dryRun: DryRun = .none
  ) throws(CommandError) {
    let format = try outputFormat()
    if format.isTable {
      show("\(target.messageName) \(operation)\(dryRun.suffix)")
    } else {
      try show(object, format, messageName: target.messageName)
    }
  }
}

import Foundation

/// The manual page of the command line, in the language of `man`, from what the argument parser
/// says of the commands.
struct ManualPage {
  let text: String

  /// - Parameter dump: the parser's own description of all commands, as JSON.
  init(dump: String, version: String) throws {
    let root = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
    let commands = (root.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    let name = root.commandName
    var lines = [
      ".TH \(name.uppercased()) 1 \"\" \"\(name) \(version)\"",
      ".SH NAME", "\(name) \\- \(ManualPage.escaped(root.abstract ?? ""))",
      ".SH SYNOPSIS", ".B \(name)", ".I command", "[\\fIarguments\\fR]",
      ".SH DESCRIPTION",
    ]
    lines += ManualPage.paragraphs(root.discussion)
    lines.append(".SH COMMANDS")
    for command in commands { lines += ManualPage.section(command, of: name) }
    let shared = (root.arguments ?? []).filter(\.shouldDisplay)
    lines.append(".SH OPTIONS")
    for argument in shared { lines += ManualPage.entry(argument) }
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func section(_ command: Command, of name: String) -> [String] {
    let arguments = (command.arguments ?? []).filter { argument in
      argument.shouldDisplay && !argument.isOfEveryCommand
    }
    let usage = arguments.map(\.usage).joined(separator: " ")
    var lines = [".SS \(command.commandName)"]
    lines += paragraphs(command.abstract)
    lines += [".PP", "\\fB\(name) \(command.commandName)\\fR \(usage)"]
    if command.discussion?.isEmpty == false { lines += [".PP"] + paragraphs(command.discussion) }
    for argument in arguments { lines += entry(argument) }
    return lines
  }

  private static func entry(_ argument: Argument) -> [String] {
    [".TP", argument.title] + paragraphs(argument.abstract)
  }

  private static func paragraphs(_ text: String?) -> [String] {
    (text ?? "").split(separator: "\n").map { escaped(String($0)) }
  }

  /// A text as a line: backslashes and hyphens as they are, and no request at its start.
  private static func escaped(_ text: String) -> String {
    let line = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  private struct Dump: Decodable {
    var command: Command
  }

  private struct Command: Decodable {
    var commandName: String
    var shouldDisplay: Bool
    var abstract: String?
    var discussion: String?
    var subcommands: [Command]?
    var arguments: [Argument]?
  }

  private struct Argument: Decodable {
    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?

    /// Whether it is the parser's own, and the same for all commands.
    var isOfEveryCommand: Bool {
      names?.contains { ["help", "version"].contains($0.name) } ?? false
    }

    private var value: String { "\\fI\(ManualPage.escaped(valueName ?? ""))\\fR" }

    /// The names in bold and the value in italics.
    var title: String {
      guard let names, !names.isEmpty else { return value }
      let spelt = names.map { "\\fB\(ManualPage.escaped($0.spelling))\\fR" }.joined(separator: ", ")
      return kind == "option" ? "\(spelt) \(value)" : spelt
    }

    var usage: String {
      let long = names.map { $0.last { $0.kind == "long" } ?? $0[0] }
      var text = long.map { "\\fB\(ManualPage.escaped($0.spelling))\\fR" } ?? value
      if kind == "option" { text += " " + value }
      if isRepeating { text += " ..." }
      return isOptional ? "[\(text)]" : text
    }
  }

  private struct Name: Decodable {
    var kind: String
    var name: String

    var spelling: String { (kind == "long" ? "--" : "-") + name }
  }
}

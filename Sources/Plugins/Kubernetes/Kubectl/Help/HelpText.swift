/// The help of kubectl and its commands.
enum HelpText {
  /// The help of the last of these commands; the others are the groups around it.
  static func text(of path: [Command]) -> String {
    guard path.count > 1, let command = path.last else { return rootText }
    var text = command.summary + ".\n\n"
    if !command.aliases.isEmpty {
      text += "Aliases:\n\(([command.name] + command.aliases).joined(separator: ", "))\n\n"
    }
    if !command.subcommands.isEmpty {
      text += "Available Commands:\n"
      text += list(command.subcommands)
      text += "\n"
    }
    let flags = command.flags.filter { $0.refusal == nil }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    if !flags.isEmpty {
      text += "Options:\n"
      for flag in flags {
        let short = flag.short.isEmpty ? "    " : "-\(flag.short), "
        text += "    \(short)--\(flag.name)=\(defaultText(flag)):\n\t\(flag.summary)\n\n"
      }
    }
    let name = path.map { $0.name }.joined(separator: " ")
    var arguments = command.arguments.isEmpty ? "" : " " + command.arguments
    if arguments.isEmpty, command.body == nil { arguments = " [flags]" }
    text += "Usage:\n  \(name)\(arguments) [options]\n\n"
    if !command.subcommands.isEmpty {
      text += "Use \"\(name) <command> --help\" for more information about a given command.\n"
    }
    text += "Use \"kubectl options\" for a list of global command-line options (applies to all"
    return text + " commands).\n"
  }

  private static func defaultText(_ flag: Flag) -> String {
    switch flag.value {
    case .bool(let value): value ? "true" : "false"
    case .text(let value), .optionalText(let value, _): "'\(value)'"
    case .duration(let value): value
    case .number(let value): String(value)
    case .list, .array: "[]"
    }
  }

  private static func list(_ commands: [Command]) -> String {
    var text = ""
    let width = commands.reduce(11) { max($0, $1.name.utf8.count) }
    for command in commands {
      let padding = String(repeating: " ", count: width - command.name.utf8.count + 3)
      text += "  \(command.name)\(padding)\(command.summary)\n"
    }
    return text
  }

  private static var rootText: String {
    var text =
      "kubectl controls the Kubernetes cluster manager.\n\n Find more information at:"
      + " https://kubernetes.io/docs/reference/kubectl/\n\n"
    for group in KubectlCommands.groups {
      if group.title == "Other Commands" { text += "Subcommands provided by plugins:\n\n" }
      text += "\(group.title):\n"
      for command in group.commands {
        let padding = String(repeating: " ", count: max(1, 16 - command.name.utf8.count))
        text += "  \(command.name)\(padding)\(command.summary)\n"
      }
      text += "\n"
    }
    text += "Usage:\n  kubectl [flags] [options]\n\n"
    text += "Use \"kubectl <command> --help\" for more information about a given command.\n"
    text += "Use \"kubectl options\" for a list of global command-line options (applies to all"
    return text + " commands).\n"
  }
}

import Simulation

/// Reads a command line the way cobra and pflag do: flags anywhere, `--flag=value`,
/// `--flag value`, `-n ns`, `-oyaml`, `-o=yaml`, `-it`, and `--` before what is no flag.
struct CommandLineParser {
  /// What was typed, understood.
  struct Result {
    /// The command and the groups around it, kubectl itself first.
    var path: [Command]
    var options: Options
    var arguments: [String]
    /// How many of the arguments stand before `--`; nil without `--`.
    var argumentsBeforeDash: Int?

    var command: Command { path[path.count - 1] }

    /// `kubectl rollout status`.
    var name: String { path.map { $0.name }.joined(separator: " ") }
  }

  let root: Command

  func parse(_ arguments: [String]) throws(CommandError) -> Result {
    var result = Result(path: [root], options: Options(), arguments: [])
    let rest = try descend(arguments, &result)
    // Whatever flags a refused command has, it is refused.
    if result.command.refusal != nil { return result }
    try readFlags(rest, &result)
    return result
  }

  /// Finds the command; gives back the arguments without the names of commands.
  private func descend(
    _ arguments: [String], _ result: inout Result
  ) throws(CommandError) -> [String] {
    var rest = arguments
    while !result.command.subcommands.isEmpty {
      guard let place = firstWord(of: rest, flags: flags(of: result)) else { return rest }
      guard let next = result.command.subcommand(rest[place]) else {
        // Flags before an unknown name are read first, so that `kubectl --nosuch` is told so.
        if result.path.count == 1 { throw unknownCommand(rest[place]) }
        return rest
      }
      rest.remove(at: place)
      result.path.append(next)
    }
    return rest
  }

  /// The place of the first argument that is neither a flag nor a flag's value.
  private func firstWord(of arguments: [String], flags: [Flag]) -> Int? {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--" { return nil }
      if argument.hasPrefix("--") {
        let name = argument.dropFirst(2)
        if !name.contains("="), let flag = flags.first(where: { $0.name == name }),
          flag.bareText == nil
        {
          index += 1
        }
      } else if argument.hasPrefix("-"), argument.utf8.count > 1 {
        if argument.utf8.count == 2,
          let flag = flags.first(where: { !$0.short.isEmpty && $0.short == argument.dropFirst() }),
          flag.bareText == nil
        {
          index += 1
        }
      } else {
        return index
      }
      index += 1
    }
    return nil
  }

  private func flags(of result: Result) -> [Flag] {
    var flags: [Flag] = []
    for command in result.path.reversed() { flags += command.flags }
    return flags + Flag.global
  }

  private func readFlags(_ words: [String], _ result: inout Result) throws(CommandError) {
    let known = flags(of: result)
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "--" {
        result.argumentsBeforeDash = result.arguments.count
        result.arguments += words[index...]
        return
      }
      if word.hasPrefix("--") {
        try readLong(word, known, words, &index, &result)
      } else if word.hasPrefix("-"), word.utf8.count > 1 {
        try readShort(word, known, words, &index, &result)
      } else {
        result.arguments.append(word)
      }
    }
  }

  private func readLong(
    _ word: String, _ known: [Flag], _ words: [String], _ index: inout Int,
    _ result: inout Result
  ) throws(CommandError) {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    if name.isEmpty || name.hasPrefix("-") { throw usage("bad flag syntax: \(word)", result) }
    guard let flag = known.first(where: { $0.name == name }) else {
      throw usage("unknown flag: --\(name)", result)
    }
    if parts.count == 2 {
      try note(flag, String(parts[1]), &result)
    } else if let bare = flag.bareText {
      try note(flag, bare, &result)
    } else if index < words.count {
      index += 1
      try note(flag, words[index - 1], &result)
    } else {
      throw usage("flag needs an argument: --\(name)", result)
    }
  }

  private func readShort(
    _ word: String, _ known: [Flag], _ words: [String], _ index: inout Int,
    _ result: inout Result
  ) throws(CommandError) {
    var rest = word.dropFirst()
    while let letter = rest.first {
      let short = String(letter)
      guard let flag = known.first(where: { $0.short == short }) else {
        throw usage("unknown shorthand flag: '\(short)' in -\(rest)", result)
      }
      let after = rest.dropFirst()
      if after.first == "=" {
        try note(flag, String(after.dropFirst()), &result)
        return
      }
      if let bare = flag.bareText {
        try note(flag, bare, &result)
        rest = after
        continue
      }
      if !after.isEmpty {
        try note(flag, String(after), &result)
      } else if index < words.count {
        index += 1
        try note(flag, words[index - 1], &result)
      } else {
        throw usage("flag needs an argument: '\(short)' in -\(rest)", result)
      }
      return
    }
  }

  /// Checks a value and notes it.
  private func note(
    _ flag: Flag, _ text: String, _ result: inout Result
  ) throws(CommandError) {
    var problem: String?
    switch flag.value {
    case .bool where Options.bool(text) == nil:
      problem = "strconv.ParseBool: parsing \(quoted(text)): invalid syntax"
    case .number where Int64(text) == nil:
      problem = "strconv.ParseInt: parsing \(quoted(text)): invalid syntax"
    case .duration:
      problem = CommandLineParser.problem(ofDuration: text)
    default: break
    }
    if let problem {
      throw usage(
        "invalid argument \(quoted(text)) for \(quoted(flag.messageName)) flag: \(problem)",
        result)
    }
    if let refusal = flag.refusal {
      throw .text("the flag --\(flag.name) of '\(result.name)' is refused here: \(refusal)")
    }
    result.options.note(flag, text)
  }

  private static func problem(ofDuration text: String) -> String? {
    if VirtualDuration(goText: text) != nil { return nil }
    if !text.isEmpty, text.allSatisfy({ $0.isNumber || $0 == "." }) {
      return "time: missing unit in duration \(quoted(text))"
    }
    return "time: invalid duration \(quoted(text))"
  }

  private func usage(_ message: String, _ result: Result) -> CommandError {
    .text("\(message)\nSee '\(result.name) --help' for usage.")
  }

  private func unknownCommand(_ name: String) -> CommandError {
    var text = "unknown command \(quoted(name)) for \(quoted(root.name))"
    let near = root.subcommands.filter {
      editDistance(name.lowercased(), $0.name) <= 2
        || $0.name.lowercased().hasPrefix(name.lowercased())
    }
    if !near.isEmpty {
      text += "\n\nDid you mean this?"
      for command in near { text += "\n\t" + command.name }
    }
    return .text(text)
  }
}

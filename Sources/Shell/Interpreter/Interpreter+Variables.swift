import OrderedCollections
import Simulation

extension Interpreter {
  /// The value of a variable or special parameter, if it is set.
  func value(of name: String) -> String? {
    if let variable = state.variables[name] { return variable.value }
    guard let first = name.utf8.first else { return nil }
    if Parser.isDigit(first) {
      guard let number = Int(bounded: name) else { return nil }
      if number == 0 { return state.name }
      return number <= state.parameters.count ? state.parameters[number - 1] : nil
    }
    switch name {
    case "?": return String(state.status)
    case "#": return String(state.parameters.count)
    case "@": return state.parameters.joined(separator: " ")
    case "*":
      let separators = value(of: "IFS") ?? " "
      let first = separators.unicodeScalars.first.map { String(Character($0)) } ?? ""
      return state.parameters.joined(separator: first)
    case "$": return String(state.number)
    case "!": return state.lastBackground.map { String($0) }
    case "-": return state.options.letters + (isInteractive ? "i" : "")
    case "LINENO": return String(line)
    case "PPID": return String(process.parent?.number ?? 0)
    case "SECONDS": return String(world.now.milliseconds / 1000)
    case "RANDOM":
      state.draws += 1
      let identity = "\(process.host.name)/\(state.number)"
      return String(world.random.pick(below: 32_768, "shell", identity, state.draws))
    case "BASH_REMATCH": return state.lastMatch.first
    case "PIPESTATUS": return state.pipeStatuses.first.map { String($0) }
    case "FUNCNAME" where flavour == .bash: return state.functionNames.last
    case "BASH_VERSION" where flavour == .bash: return "5.2.15(1)-release"
    case "EUID", "UID": return flavour == .bash ? (value(of: "USER") == "root" ? "0" : "1000") : nil
    default: return nil
    }
  }

  /// Sets a variable. Returns false, after a message, when it may not be set.
  func assign(_ name: String, _ value: String, isExported: Bool = false) -> Bool {
    world.spend(value.utf8.count)
    if value.utf8.count > world.limits.outputBytes { world.exceed(.outputBytes) }
    if var variable = state.variables[name] {
      if variable.isReadOnly {
        switch flavour {
        case .bash: complain("\(name): readonly variable")
        case .sh: complain("\(name): is read only")
        }
        return false
      }
      variable.value = value
      if isExported { variable.isExported = true }
      state.variables[name] = variable
    } else {
      state.variables[name] = ShellVariable(
        value: value, isExported: isExported || state.options.exportsAll)
    }
    return true
  }

  /// Puts a variable back to what it was.
  func restore(_ name: String, _ variable: ShellVariable?) {
    if let variable {
      state.variables[name] = variable
    } else {
      state.variables.removeValue(forKey: name)
    }
  }

  /// The environment of a command.
  func environment(
    _ assigned: [(name: String, value: String)] = []
  ) -> OrderedDictionary<String, String> {
    var environment: OrderedDictionary<String, String> = [:]
    for (name, variable) in state.variables where variable.isExported {
      if let value = variable.value { environment[name] = value }
    }
    for (name, value) in assigned { environment[name] = value }
    return environment
  }

  /// Evaluates an expression.
  func evaluate(_ text: String) throws(Arithmetic.Failure) -> Int64 {
    try Arithmetic.evaluate(
      text, read: { [self] in value(of: $0) }, write: { [self] in _ = assign($0, $1) })
  }

  /// Parses commands in this shell's language.
  func parse(_ text: String) -> Script {
    var parser = Parser(text, flavour: flavour, maximumDepth: world.limits.nesting)
    return parser.script()
  }
}

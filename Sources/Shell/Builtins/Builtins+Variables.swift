import OrderedCollections
import Simulation

extension Builtins {
  static func declare(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    let name = arguments[0]
    var exports = name == "export"
    var locks = name == "readonly"
    var removesExport = false
    var words = arguments.dropFirst()
    while let option = words.first, option.hasPrefix("-"), option.utf8.count > 1 {
      words = words.dropFirst()
      if option == "--" { break }
      for letter in option.dropFirst() {
        switch letter {
        case "x": exports = true
        case "r": locks = true
        case "p", "g": break
        case "n" where name == "export": removesExport = true
        case "a", "A":
          complain(shell, arguments, "arrays are not supported here")
          return .status(2)
        default:
          return invalidOption(
            shell, arguments, "-\(letter)", usage: "\(name) [-nprx] [name[=value] ...]")
        }
      }
    }
    let function = name == "export" || name == "readonly" ? nil : shell.currentFunction
    if name == "local", function == nil {
      complain(shell, arguments, "can only be used in a function")
      return .status(1)
    }
    if words.isEmpty { return list(shell, arguments, exports: exports, locks: locks) }
    var status: Int32 = 0
    for word in words {
      let sign = word.utf8.firstIndex(of: 61)
      var variable = String(sign.map { word[..<$0] } ?? word[...])
      let isAppending = sign != nil && variable.hasSuffix("+")
      if isAppending { variable = String(variable.dropLast()) }
      guard Parser.isName(variable) else {
        complain(shell, arguments, "`\(word)': not a valid identifier")
        status = 1
        continue
      }
      if let function {
        function.hide(variable, shell)
        if sign == nil { shell.state.variables.removeValue(forKey: variable) }
      }
      if let sign {
        var value = String(word[word.utf8.index(after: sign)...])
        if isAppending { value = (shell.value(of: variable) ?? "") + value }
        guard shell.assign(variable, value) else {
          status = 1
          continue
        }
      }
      var known = shell.state.variables[variable] ?? ShellVariable()
      if exports { known.isExported = !removesExport }
      if locks { known.isReadOnly = true }
      shell.state.variables[variable] = known
    }
    return .status(status)
  }

  private static func list(
    _ shell: Interpreter, _ arguments: [String], exports: Bool, locks: Bool
  ) -> BuiltinOutcome {
    var text = ""
    let names = shell.state.variables.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      guard let variable = shell.state.variables[name] else { continue }
      if exports && !variable.isExported || locks && !variable.isReadOnly { continue }
      let isPlain = !exports && !locks
      let attributes =
        (variable.isReadOnly ? "r" : "") + (variable.isExported ? "x" : "")
      let start =
        shell.flavour == .sh
        ? arguments[0] + " " : isPlain ? "" : "declare -\(attributes) "
      guard let value = variable.value else {
        text += "\(start)\(name)\n"
        continue
      }
      let quoted =
        shell.flavour == .sh
        ? ShellQuoting.always(value) : isPlain ? ShellQuoting.quote(value) : doubleQuoted(value)
      text += "\(start)\(name)=\(quoted)\n"
    }
    return output(shell, arguments, text)
  }

  private static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar == "$" || scalar == "`" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  static func unset(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var words = arguments.dropFirst()
    var functions = false
    var variables = false
    while let option = words.first, option.hasPrefix("-"), option.utf8.count > 1 {
      words = words.dropFirst()
      switch option {
      case "-f": functions = true
      case "-v": variables = true
      case "--": break
      default:
        return invalidOption(
          shell, arguments, option, usage: "unset [-f] [-v] [-n] [name ...]")
      }
    }
    var status: Int32 = 0
    for name in words {
      if !functions, let variable = shell.state.variables[name] {
        if variable.isReadOnly {
          complain(shell, arguments, "\(name): cannot unset: readonly variable")
          status = 1
          continue
        }
        shell.state.variables.removeValue(forKey: name)
      } else if !variables {
        shell.state.functions.removeValue(forKey: name)
      }
    }
    return .status(status)
  }

  static func shift(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var count: Int32 = 1
    if arguments.count > 1 {
      guard let number = number(shell, arguments, arguments[1]) else { return .status(1) }
      count = number
    }
    guard count >= 0 else {
      complain(shell, arguments, "\(count): shift count out of range")
      return .status(1)
    }
    guard Int(count) <= shell.state.parameters.count else { return .status(1) }
    shell.state.parameters.removeFirst(Int(count))
    return .status(0)
  }

  static func set(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var index = 1
    if arguments.count == 1 {
      return list(shell, arguments, exports: false, locks: false)
    }
    while index < arguments.count {
      let word = arguments[index]
      guard let sign = word.first, sign == "-" || sign == "+", word.utf8.count > 1 else { break }
      index += 1
      if word == "--" {
        shell.state.parameters = Array(arguments[index...])
        return .status(0)
      }
      for letter in word.dropFirst() {
        if letter == "o" {
          guard index < arguments.count else { return .status(0) }
          let name = arguments[index]
          index += 1
          guard shell.state.options.set(named: name, sign == "-") else {
            complain(
              shell, arguments,
              isKnownElsewhere(name)
                ? "\(name): it is not supported here" : "\(name): invalid option name")
            return .status(2)
          }
        } else if !shell.state.options.set(letter, sign == "-") {
          if "bhkmptvBCEHPT".contains(letter) {
            complain(shell, arguments, "\(sign)\(letter): it is not supported here")
            return .status(2)
          }
          return invalidOption(
            shell, arguments, "\(sign)\(letter)",
            usage: "set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]")
        }
      }
    }
    if index < arguments.count { shell.state.parameters = Array(arguments[index...]) }
    return .status(0)
  }

  private static func isKnownElsewhere(_ name: String) -> Bool {
    [
      "braceexpand", "emacs", "errtrace", "functrace", "hashall", "histexpand", "history",
      "ignoreeof", "interactive-comments", "keyword", "monitor", "noclobber", "nolog", "notify",
      "onecmd", "physical", "posix", "privileged", "verbose", "vi",
    ].contains(name)
  }
}

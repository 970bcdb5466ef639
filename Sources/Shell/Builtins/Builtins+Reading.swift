import Simulation

extension Builtins {
  static func read(
    _ shell: Interpreter, _ arguments: [String], _ frame: SimpleCommandFrame
  ) -> BuiltinOutcome {
    var isRaw = false
    var limit: VirtualDuration?
    var index = 1
    while index < arguments.count, arguments[index].hasPrefix("-"), arguments[index].count > 1 {
      let option = arguments[index]
      index += 1
      if option == "--" { break }
      for (place, letter) in option.dropFirst().enumerated() {
        switch letter {
        case "r": isRaw = true
        case "s": break
        case "p", "t":
          // The prompt is only for a terminal.
          var value = String(option.dropFirst(place + 2))
          if value.isEmpty, index < arguments.count {
            value = arguments[index]
            index += 1
          }
          if letter == "t" {
            guard let time = Durations.parse(value, allowsSuffix: false) else {
              complain(shell, arguments, "\(value): invalid timeout specification")
              return .status(1)
            }
            limit = time
          }
        case "a", "d", "e", "i", "n", "N", "u":
          complain(shell, arguments, "-\(letter): it is not supported here")
          return .status(2)
        default:
          return invalidOption(
            shell, arguments, "-\(letter)",
            usage: "read [-rs] [-p prompt] [-t timeout] [name ...]")
        }
        if letter == "p" || letter == "t" { break }
      }
    }
    let names = Array(arguments[index...])
    for name in names where !Parser.isName(name) {
      complain(shell, arguments, "`\(name)': not a valid identifier")
      return .status(1)
    }
    guard let input = shell.state.descriptors[0].input else {
      complain(shell, arguments, "read error: 0: Bad file descriptor")
      return .status(1)
    }
    let reading = LineReading(input: input, isRaw: isRaw, names: names)
    if let status = reading.finish(shell) { return .status(status) }
    let ticket = shell.block(isInterruptible: true)
    if let limit {
      shell.process.schedule(after: limit) {
        guard shell.isWaiting(ticket) else { return }
        shell.state.status = 142
        shell.resume(ticket)
      }
    }
    reading.wait(shell, ticket)
    return .waiting
  }
}

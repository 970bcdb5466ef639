import Simulation

/// `kill`, as a builtin and as a program.
enum KillCommand {
  struct Result {
    var status: Int32 = 0
    var text = ""
    var messages: [String] = []
  }

  static func run(_ arguments: [String], in space: ProcessSpace) -> Result {
    var result = Result()
    var words = arguments[...]
    var signal = Signal.terminate
    var isTest = false
    func invalid(_ name: String) -> Result {
      Result(status: 1, messages: ["\(name): invalid signal specification"])
    }
    if let option = words.first, option.hasPrefix("-"), option.utf8.count > 1 {
      words = words.dropFirst()
      var name = String(option.dropFirst())
      if option == "-l" || option == "-L" {
        return Result(text: "HUP INT QUIT KILL USR1 USR2 PIPE TERM\n")
      }
      if option == "-s" || option == "-n" {
        guard let given = words.popFirst() else {
          return Result(status: 1, messages: ["\(option): option requires an argument"])
        }
        name = given
      }
      if option != "--" {
        if name == "0" {
          isTest = true
        } else if let known = Signal(named: name.uppercased()) {
          signal = known
        } else {
          return invalid(name)
        }
      }
    }
    if words.first == "--" { words = words.dropFirst() }
    guard !words.isEmpty else {
      return Result(
        status: 2,
        messages: ["usage: kill [-s sigspec | -n signum | -sigspec] pid ..."])
    }
    for word in words {
      if word.hasPrefix("%") {
        result.messages.append("job control is not supported here")
        result.status = 1
        continue
      }
      guard let number = Int32(word), number > 0 else {
        result.messages.append("\(word): arguments must be process or job IDs")
        result.status = 1
        continue
      }
      guard let process = space.processes.first(where: { $0.number == number }) else {
        result.messages.append("(\(word)) - No such process")
        result.status = 1
        continue
      }
      if !isTest { process.send(signal) }
    }
    return result
  }
}

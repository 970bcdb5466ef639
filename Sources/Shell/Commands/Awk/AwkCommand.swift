import Simulation

extension StandardCommand {
  /// `awk`: patterns, fields, variables, arrays, loops and the usual functions. Functions of one's
  /// own, `getline`, redirections and the random and trigonometric functions are refused by name.
  static var awk: StandardCommand {
    StandardCommand(
      name: "awk", short: "+F:v:f:",
      usage: "awk [-F fs] [-v var=value] [-f prog | 'prog'] [file ...]",
      errorStatus: 2
    ) { call in
      var operands = call.operands
      var source = ""
      if call.has("f") {
        for option in call.options.options where option.name == "f" {
          guard let text = call.read(option.value) else { return 2 }
          source += text + "\n"
        }
      } else {
        guard !operands.isEmpty else {
          call.process.writeError("usage: \(call.usage)\n")
          return 2
        }
        source = operands.removeFirst()
      }
      do throws(AwkFailure) {
        let machine = AwkMachine(try AwkParser.parse(source), world: call.world) { call.write($0) }
        if let separator = call.value("F") {
          machine.set("FS", separator == "t" ? "\t" : separator)
        }
        for option in call.options.options where option.name == "v" {
          guard let sign = option.value.firstIndex(of: "=") else {
            return call.fail("invalid -v argument: \(option.value)", 2)
          }
          machine.set(
            String(option.value[..<sign]),
            String(option.value[option.value.index(after: sign)...]))
        }
        guard try machine.begin() else {
          try machine.end()
          return machine.status
        }
        guard machine.readsInput else { return machine.status }
        run(machine, operands, call)
        return nil
      } catch {
        return call.fail(error.message, 2)
      }
    }
  }

  private static func run(_ machine: AwkMachine, _ files: [String], _ call: CommandCall) {
    var hasFailed = false
    LineInput(call, files, errorStatus: 2) { line in
      do throws(AwkFailure) {
        return try machine.take(line.text, file: line.file)
      } catch {
        call.complain(error.message)
        hasFailed = true
        return false
      }
    } end: {
      if hasFailed { return 2 }
      do throws(AwkFailure) {
        try machine.end()
      } catch {
        call.complain(error.message)
        return 2
      }
      return machine.status
    }
  }
}

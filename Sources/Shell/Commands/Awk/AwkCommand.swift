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
        machine.set(environment: call.process.environment, arguments: ["awk"] + operands)
        guard try machine.begin() else {
          try machine.end()
          return machine.status
        }
        guard machine.readsInput else { return machine.status }
        if machine.separatesByLines(operands) {
          run(machine, operands, call)
        } else {
          runOnRecords(machine, operands, call)
        }
        return nil
      } catch {
        return call.fail(error.message, 2)
      }
    }
  }

  /// The files among the operands, and `-` when there is none; what sets a variable stays.
  private static func inputs(_ operands: [String]) -> [String] {
    operands.contains { AwkMachine.assignment($0) == nil && !$0.isEmpty }
      ? operands : operands + ["-"]
  }

  /// Does what an operand that is no file asks for.
  private static func opens(_ operand: String, _ machine: AwkMachine) -> Bool {
    if operand.isEmpty { return false }
    if let (name, value) = AwkMachine.assignment(operand) {
      machine.set(name, value)
      return false
    }
    machine.beginFile()
    return true
  }

  private static func run(_ machine: AwkMachine, _ operands: [String], _ call: CommandCall) {
    var hasFailed = false
    LineInput(call, inputs(operands), errorStatus: 2) {
      opens($0, machine)
    } line: { line in
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

  /// With records that are no lines each text is read as a whole.
  private static func runOnRecords(
    _ machine: AwkMachine, _ operands: [String], _ call: CommandCall
  ) {
    let inputs = inputs(operands)
    let files = inputs.filter { !$0.isEmpty && AwkMachine.assignment($0) == nil }
    call.readTexts(files, errorStatus: 2) { texts in
      var texts = texts[...]
      do throws(AwkFailure) {
        reading: for operand in inputs where opens(operand, machine) {
          // A file that could not be read is not among them.
          guard texts.first?.name == operand, let text = texts.popFirst()?.text else { continue }
          for record in try machine.records(of: text) {
            call.world.spend(record.utf8.count + World.lineCost)
            if call.world.exceeded != nil { break reading }
            if try !machine.take(record, file: operand == "-" ? nil : operand) { break reading }
          }
        }
        try machine.end()
        return machine.status
      } catch {
        return call.fail(error.message, 2)
      }
    }
  }
}

import OrderedCollections
import Simulation

extension StandardCommand {
  /// `sync`: every write is on the disk already.
  static var sync: StandardCommand {
    StandardCommand(name: "sync", short: "df", usage: "sync [OPTION] [FILE]...") { _ in 0 }
  }

  /// `env`
  static var env: StandardCommand {
    StandardCommand(
      name: "env", short: "+iu:", long: [("ignore-environment", "i"), ("unset=", "u")],
      usage: "env [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]", refused: "0CSv",
      errorStatus: 125
    ) { call in
      var environment = call.process.environment
      if call.has("i") { environment = [:] }
      for option in call.options.options where option.name == "u" {
        environment.removeValue(forKey: option.value)
      }
      var words = call.operands[...]
      while let word = words.first, let sign = word.firstIndex(of: "="), sign != word.startIndex {
        environment[String(word[..<sign])] = String(word[word.index(after: sign)...])
        words = words.dropFirst()
      }
      guard let name = words.first else {
        for (name, value) in environment { call.write("\(name)=\(value)\n") }
        return 0
      }
      let process = call.process
      do throws(SpawnError) {
        try process.space.replace(
          process,
          by: Launch(
            arguments: Array(words), environment: environment, workingDirectory: call.folder,
            input: process.input, output: process.output, errorOutput: process.errorOutput))
        return nil
      } catch {
        if call.dialect == .busybox {
          return call.fail("can't execute '\(name)': \(error.text)", error.status)
        }
        return call.fail("'\(name)': \(error.text)", error.status)
      }
    }
  }

  /// `printenv`
  static var printenv: StandardCommand {
    StandardCommand(name: "printenv", short: "+", usage: "printenv [VARIABLE]...", refused: "0") {
      call in
      if call.operands.isEmpty {
        for (name, value) in call.process.environment { call.write("\(name)=\(value)\n") }
      }
      for name in call.operands {
        if let value = call.process.environment[name] {
          call.write(value + "\n")
        } else {
          call.status = 1
        }
      }
      return call.status
    }
  }

  /// `hostname`
  static var hostname: StandardCommand {
    StandardCommand(
      name: "hostname", short: "fisI",
      long: [("fqdn", "f"), ("long", "f"), ("ip-address", "i"), ("short", "s")],
      usage: "hostname [-f|-i|-I|-s]", refused: "abdyAF"
    ) { call in
      let host = call.process.host
      if !call.operands.isEmpty { return call.fail("you must be root to change the host name") }
      if call.has("i") {
        call.write((host.addresses.isEmpty ? "127.0.0.1" : host.address) + "\n")
      } else if call.has("I") {
        call.write(host.addresses.joined(separator: " ") + " \n")
      } else if call.has("f") {
        // The longest of the names that the hosts file gives to this host.
        let known = host.resolver.hosts.first { $0.names.contains(host.name) }
        call.write((known?.names.first ?? host.name) + "\n")
      } else if call.has("s") {
        call.write(String(host.name.prefix { $0 != "." }) + "\n")
      } else {
        call.write(host.name + "\n")
      }
      return 0
    }
  }

  /// `whoami`
  static var whoami: StandardCommand {
    StandardCommand(name: "whoami", usage: "whoami [OPTION]...") { call in
      call.write((call.process.environment["USER"] ?? "root") + "\n")
      return 0
    }
  }

  /// `id`
  static var id: StandardCommand {
    StandardCommand(name: "id", short: "ugnG", usage: "id [OPTION]... [USER]...", refused: "arZz") {
      call in
      let name = call.process.environment["USER"] ?? "root"
      let number = name == "root" ? "0" : "1000"
      if call.has("u") || call.has("g") || call.has("G") {
        call.write((call.has("n") ? name : number) + "\n")
      } else {
        call.write("uid=\(number)(\(name)) gid=\(number)(\(name)) groups=\(number)(\(name))\n")
      }
      return 0
    }
  }

  /// `uname`
  static var uname: StandardCommand {
    StandardCommand(
      name: "uname", short: "asnrvmo", usage: "uname [OPTION]...", refused: "pi"
    ) { call in
      let parts: [(letter: String, text: String)] = [
        ("s", "Linux"), ("n", call.process.host.name), ("r", StandardSystem.kernelRelease),
        ("v", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.140-1 (2025-05-22)"), ("m", "x86_64"),
        ("o", "GNU/Linux"),
      ]
      let isBare = call.options.options.isEmpty
      let chosen = parts.filter {
        call.has("a") || call.has($0.letter) || (isBare && $0.letter == "s")
      }
      call.write(chosen.map { $0.text }.joined(separator: " ") + "\n")
      return 0
    }
  }

  /// `nproc`: the processors of the machine.
  static var nproc: StandardCommand {
    StandardCommand(name: "nproc", usage: "nproc [OPTION]...") { call in
      call.write("\(call.process.host.hardware.processors)\n")
      return 0
    }
  }

  /// `tty`: nothing here is a terminal.
  static var tty: StandardCommand {
    StandardCommand(name: "tty", short: "s", usage: "tty [OPTION]...") { call in
      if !call.has("s") { call.write("not a tty\n") }
      return 1
    }
  }

  /// The clock of the day, `Mar02` for a process of another day.
  private static func startTime(_ process: Process) -> String {
    let start = process.startedAt.calendar
    if start.rfc3339.prefix(10) == process.world.now.calendar.rfc3339.prefix(10) {
      return String(start.clock.prefix(5))
    }
    return "\(start.monthName)\(start.day < 10 ? "0" : "")\(start.day)"
  }

  /// `ps`: the processes of the container or machine.
  static var ps: StandardCommand {
    StandardCommand(name: "ps", short: "aefuxAwo:", usage: "ps [-o COL1,COL2]", refused: "TLp") {
      call in
      if call.has("o") { return call.fail("-o is not supported here") }
      // BusyBox prints the same for all of these.
      let letters = call.operands.first ?? ""
      if call.dialect == .gnu, letters.utf8.contains(UInt8(ascii: "u")) || call.has("u") {
        return call.fail(
          "the columns of 'aux' (processor time, memory) are not simulated here; use ps -ef")
      }
      if call.dialect == .gnu, !letters.isEmpty || call.has("x") {
        let option = letters.isEmpty ? "-x" : "'\(letters)'"
        return call.fail("\(option) is not supported here; use ps -e or ps -ef")
      }
      if !letters.isEmpty, letters != "aux", letters != "ax", letters != "ef" {
        return call.fail("'\(letters)' is not supported here")
      }
      let user = call.process.environment["USER"] ?? "root"
      switch call.dialect {
      case .busybox:
        call.write("PID   USER     TIME  COMMAND\n")
        for process in call.process.space.processes {
          let number = Columns.right(String(process.number), 5)
          call.write(
            "\(number) \(Columns.left(user, 8))  0:00 \(process.arguments.joined(separator: " "))\n"
          )
        }
      case .gnu:
        let isFull = call.has("f")
        call.write(
          isFull
            ? "UID          PID    PPID  C STIME TTY          TIME CMD\n"
            : "    PID TTY          TIME CMD\n")
        for process in call.process.space.processes {
          let number = Columns.right(String(process.number), 7)
          guard isFull else {
            let name = String((process.arguments.first ?? "").split(separator: "/").last ?? "")
            call.write("\(number) ?        00:00:00 \(name)\n")
            continue
          }
          let parent = process.parent.map { $0.space === process.space ? $0.number : 0 } ?? 0
          call.write(
            "\(Columns.left(user, 8)) \(number) \(Columns.right(String(parent), 7))  0"
              + " \(startTime(process)) ?        00:00:00"
              + " \(process.arguments.joined(separator: " "))\n")
        }
      }
      return 0
    }
  }
}

import OrderedCollections
public import Simulation

/// `sh` and `bash` as a program: `-c text`, a script, or commands from the standard input.
///
/// Flags: `-c`, `-e`, `-u`, `-x`, `-f`, `-n`, `-a`, `-o NAME`, `-s`; `-i` and `-l` are taken and
/// change nothing, because there is no terminal.
public final class ShellProgram: Program {
  private let flavour: ShellFlavour
  private var interpreter: Interpreter?

  /// A shell that speaks as `bash`, `sh` or another flavour does.
  public init(_ flavour: ShellFlavour) { self.flavour = flavour }

  public func handle(_ signal: Signal, in process: Process) -> Bool {
    interpreter?.handle(signal, in: process) ?? false
  }

  public func start(_ process: Process) {
    let name = process.arguments[0]
    var options = ShellOptions()
    var index = 1
    var hasText = false
    func complain(_ message: String, _ status: Int32) {
      process.writeError("\(name): \(message)\n")
      process.exit(status)
    }
    while index < process.arguments.count {
      let word = process.arguments[index]
      guard let sign = word.first, sign == "-" || sign == "+", word.utf8.count > 1 else { break }
      index += 1
      if word == "--" { break }
      if word == "--login" || word == "--norc" || word == "--noprofile" { continue }
      if word.hasPrefix("--") {
        complain("\(word): invalid option", 2)
        return
      }
      for letter in word.dropFirst() {
        if letter == "c" {
          hasText = true
        } else if letter == "o" {
          let option = index < process.arguments.count ? process.arguments[index] : ""
          index += 1
          guard options.set(named: option, sign == "-") else {
            complain("\(option): invalid option name", 2)
            return
          }
        } else if letter != "s", letter != "i", letter != "l", !options.set(letter, sign == "-") {
          complain(
            flavour == .bash ? "-\(letter): invalid option" : "illegal option -\(letter)", 2)
          return
        }
      }
    }
    var words = Array(process.arguments.dropFirst(index))
    if hasText {
      guard !words.isEmpty else {
        complain("-c: option requires an argument", 2)
        return
      }
      let text = words.removeFirst()
      let shown = words.isEmpty ? name : words.removeFirst()
      run(text, .commandText, name: shown, words, options, process)
      return
    }
    guard !words.isEmpty else {
      process.readAll { [self] text in run(text, .script, name: name, [], options, process) }
      return
    }
    let path = words.removeFirst()
    do throws(FileError) {
      let text = try process.fileSystem.read(path, from: process.workingDirectory)
      run(text, .script, name: path, words, options, process)
    } catch {
      complain(
        flavour == .bash ? "\(path): \(error.text)" : "can't open '\(path)': \(error.text)",
        error == .isADirectory ? 126 : 127)
    }
  }

  private func run(
    _ text: String, _ style: ComplaintStyle, name: String, _ parameters: [String],
    _ options: ShellOptions, _ process: Process
  ) {
    var state = ShellState(
      name: name,
      descriptors: [
        Descriptor(input: process.input), Descriptor(output: process.output),
        Descriptor(output: process.errorOutput),
      ] + Array(repeating: .closed, count: 7))
    state.parameters = parameters
    state.options = options
    state.number = process.number
    for (name, value) in process.environment {
      state.variables[name] = ShellVariable(value: value, isExported: true)
    }
    let depth = (Int64(process.environment["SHLVL"] ?? "") ?? 0) &+ 1
    state.variables["SHLVL"] = ShellVariable(value: String(depth), isExported: true)
    state.variables["PWD"] = ShellVariable(value: process.workingDirectory, isExported: true)
    if flavour == .bash, state.variables["HOSTNAME"] == nil {
      state.variables["HOSTNAME"] = ShellVariable(value: process.host.name)
    }
    let interpreter = Interpreter(
      state: state, flavour: flavour, level: ShellProgram.level(of: process),
      body: { shell in
        if options.onlyReads {
          if let error = shell.parse(text).error { shell.reportSyntaxError(error, source: text) }
          return
        }
        shell.push(ListFrame(shell.parse(text), isTested: false, source: text))
      })
    interpreter.complaints = style
    interpreter.replacesItself = style.isCommandText
    self.interpreter = interpreter
    if interpreter.level > process.world.limits.nesting {
      process.world.exceed(.nesting)
      return
    }
    interpreter.start(process)
  }

  /// How many processes started each other down to this one.
  private static func level(of process: Process) -> Int {
    var level = 0
    var parent = process.parent
    while let ancestor = parent {
      level += 1
      parent = ancestor.parent
    }
    return level
  }
}

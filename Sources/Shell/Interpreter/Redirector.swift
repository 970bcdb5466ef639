import Simulation

/// Opens the redirections of a command, one after the other; it can wait in between.
struct Redirector {
  private let redirections: [Redirection]
  private var index = 0
  private var expander: Expander?
  private var table: [Descriptor]?

  /// How far it got.
  enum Progress {
    case done
    case blocked
    /// The message was printed.
    case failed
  }

  init(_ redirections: [Redirection]) { self.redirections = redirections }

  /// The descriptors with the redirections applied; valid after `done`.
  var descriptors: [Descriptor] { table ?? [] }

  mutating func run(_ shell: Interpreter) -> Progress {
    if table == nil { table = shell.state.descriptors }
    while index < redirections.count {
      let redirection = redirections[index]
      let expander =
        self.expander ?? Expander([Redirector.word(of: redirection)], splits: false, shell)
      self.expander = expander
      switch expander.run(shell) {
      case .blocked: return .blocked
      case .failed:
        shell.abandon()
        return .failed
      case .done: break
      }
      self.expander = nil
      index += 1
      guard open(redirection, expander.field, shell) else { return .failed }
    }
    return .done
  }

  private static func word(of redirection: Redirection) -> Word {
    switch redirection.kind {
    case .read(let word), .write(let word, _), .writeBoth(let word, _), .duplicate(let word),
      .hereText(let word):
      word
    case .hereDocument(let document): Word([.doubleQuoted(document.parts)])
    }
  }

  private mutating func open(
    _ redirection: Redirection, _ field: Field, _ shell: Interpreter
  ) -> Bool {
    let number = redirection.number
    let text = field.text
    switch redirection.kind {
    case .hereDocument:
      table?[number] = Descriptor(input: TextSource(world: shell.world, text: text))
    case .hereText:
      table?[number] = Descriptor(input: TextSource(world: shell.world, text: text + "\n"))
    case .duplicate: return duplicate(text, number, shell)
    case .read:
      guard let source = source(text, shell) else { return false }
      table?[number] = Descriptor(input: source)
    case .write(_, let appending):
      guard let sink = sink(text, appending, shell) else { return false }
      table?[number] = Descriptor(output: sink)
    case .writeBoth(_, let appending):
      guard let sink = sink(text, appending, shell) else { return false }
      table?[1] = Descriptor(output: sink)
      table?[2] = Descriptor(output: sink)
    }
    return true
  }

  private mutating func duplicate(_ text: String, _ number: Int, _ shell: Interpreter) -> Bool {
    if text == "-" {
      table?[number] = .closed
      return true
    }
    guard let from = Int(bounded: text), from >= 0, from < 10, let descriptor = table?[from],
      descriptor.input != nil || descriptor.output != nil
    else {
      shell.complain(
        "\(text): \(Int(bounded: text) == nil ? "ambiguous redirect" : "Bad file descriptor")")
      return false
    }
    table?[number] = descriptor
    return true
  }

  private func source(_ path: String, _ shell: Interpreter) -> (any InputSource)? {
    if path == "/dev/null" { return TextSource(world: shell.world) }
    if path == "/dev/stdin", let input = table?[0].input { return input }
    do throws(FileError) {
      let text = try shell.fileSystem.read(path, from: shell.workingDirectory)
      return TextSource(world: shell.world, text: text)
    } catch {
      if error == .isADirectory { return TextSource(world: shell.world) }
      complain(path, error, shell, "can't open")
      return nil
    }
  }

  private func sink(_ path: String, _ appending: Bool, _ shell: Interpreter) -> (any OutputSink)? {
    switch path {
    case "/dev/null": return NullSink()
    case "/dev/stdout": return table?[1].output ?? NullSink()
    case "/dev/stderr": return table?[2].output ?? NullSink()
    default: break
    }
    do throws(FileError) {
      return try FileSink(
        world: shell.world, fileSystem: shell.fileSystem, path: path,
        workingDirectory: shell.workingDirectory, appending: appending)
    } catch {
      complain(path, error, shell, "can't create")
      return nil
    }
  }

  private func complain(
    _ path: String, _ error: FileError, _ shell: Interpreter, _ verb: String
  ) {
    switch shell.flavour {
    case .bash: shell.complain("\(path): \(error.text)")
    case .sh:
      let words =
        error == .noSuchFile
        ? (verb == "can't open" ? "no such file" : "nonexistent directory") : error.text
      shell.complain("\(verb) \(path): \(words)")
    }
  }
}

import OrderedCollections
import SQL
import Simulation

/// `mysql`: the command line client.
///
/// It executes `-e` or its input and prints results between tabs, with `-t` (or at a terminal) as a
/// table, with `-E` or `\G` one column on each line. There is no interactive mode.
final class MySQLProgram: Program {
  private unowned(unsafe) var process: Process!
  private var options = ClientOptions()
  private var statements: String?
  private var initial: [String] = []
  private var showsNames = true
  private var isRaw = false
  private var usesTable = false
  private var usesBatch = false
  private var silence = 0
  private var isVertical = false
  private var goesOn = false
  private var showsWarnings = false
  private var verbosity = 0
  private var connection: ClientConnection?
  private var pieces: [StatementSplitter.Piece] = []
  private var lastStatus: Int32 = 0

  private var clientLine: String {
    let version = ClientOptions.version(process)
    return version.hasPrefix("5.7")
      ? "mysql  Ver 14.14 Distrib \(version), for Linux (x86_64) using  EditLine wrapper"
      : "mysql  Ver \(version) for Linux on x86_64 (MySQL Community Server - GPL)"
  }

  func start(_ process: Process) {
    self.process = process
    options.readDefaults(process)
    var words = Array(process.arguments.dropFirst())[...]
    var database: String?
    while let word = words.popFirst() {
      if options.take(word, &words, process) { continue }
      switch word {
      case "-V", "--version":
        process.write(clientLine + "\n")
        return process.exit(0)
      case "-e", "--execute": statements = (statements ?? "") + (words.popFirst() ?? "")
      case "-N", "--skip-column-names", "-sN", "-Ns":
        showsNames = false
        if word.utf8.contains(115), !word.hasPrefix("--") { silence += 1 }
      case "-B", "--batch": usesBatch = true
      case "-t", "--table": usesTable = true
      case "-s", "--silent": silence += 1
      case "-ss": silence += 2
      case "-E", "--vertical": isVertical = true
      case "-r", "--raw": isRaw = true
      case "-f", "--force": goesOn = true
      case "-v", "--verbose": verbosity += 1
      case "-vv": verbosity += 2
      case "-vvv": verbosity += 3
      case "--show-warnings": showsWarnings = true
      case "-D", "--database": database = words.popFirst()
      case "-BN", "-NB":
        usesBatch = true
        showsNames = false
      case "-Nse", "-sNe", "-Ne", "-NBe", "-BNe", "-te", "-se", "-Be", "-Ee", "-tNe", "-Nte":
        showsNames = showsNames && !word.utf8.contains(78)
        usesTable = usesTable || word.utf8.contains(116)
        usesBatch = usesBatch || word.utf8.contains(66)
        isVertical = isVertical || word.utf8.contains(69)
        if word.utf8.contains(115) { silence += 1 }
        statements = (statements ?? "") + (words.popFirst() ?? "")
      default:
        if word.hasPrefix("--execute=") {
          statements = (statements ?? "") + word.dropFirst(10)
        } else if word.hasPrefix("--database=") {
          database = String(word.dropFirst(11))
        } else if word.hasPrefix("--init-command=") {
          initial.append(String(word.dropFirst(15)))
        } else if word.hasPrefix("-e") {
          statements = (statements ?? "") + word.dropFirst(2)
        } else if word.hasPrefix("-D") {
          database = String(word.dropFirst(2))
        } else if let name = MySQLProgram.missingOption(word) {
          process.writeError("mysql: the option \(name) is not supported here\n")
          return process.exit(1)
        } else if word.hasPrefix("-") {
          process.writeError(
            word.hasPrefix("--")
              ? "mysql: [ERROR] unknown option '\(word)'.\n"
              : "mysql: [ERROR] mysql: unknown option '\(word.prefix(2))'.\n")
          return process.exit(2)
        } else if database == nil {
          database = word
        } else {
          process.writeError("mysql: one database at most is expected, not '\(word)'\n")
          return process.exit(1)
        }
      }
    }
    if options.showsPassword {
      process.writeError("mysql: " + ClientOptions.passwordWarning)
    }
    if let statements {
      connect(database, statements)
    } else {
      process.readAll { [self] text in connect(database, text) }
    }
  }

  private func connect(_ database: String?, _ text: String) {
    let connection = ClientConnection(process)
    self.connection = connection
    connection.connect(
      to: options.target,
      ClientConnection.Login(
        user: options.user, password: options.password, database: database ?? ""),
      timeLimit: options.timeLimit
    ) { [self] result in
      switch result {
      case .failure(let error):
        process.writeError("ERROR \(error.code) (\(error.state)): \(error.message)\n")
        process.exit(1)
      case .success:
        var splitter = StatementSplitter()
        pieces =
          initial.map { StatementSplitter.Piece(text: $0, end: .plain, line: 1) }
          + splitter.pieces(text)
        pieces.reverse()
        next()
      }
    }
  }

  private func next() {
    guard process.isRunning else { return }
    if process.output.isFull {
      process.output.whenWritable { [self] in next() }
      return
    }
    guard let piece = pieces.popLast() else {
      if verbosity > 1 { process.write("Bye\n") }
      connection?.close()
      process.exit(lastStatus)
      return
    }
    var text = piece.text
    let words = text.utf8.split(separator: 32, maxSplits: 1).map { String(Substring($0)) }
    switch words.first?.lowercased() ?? "" {
    case "exit" where words.count == 1:
      pieces = []
      return next()
    case "use" where words.count == 2:
      var name = words[1]
      if name.utf8.first == 96, name.utf8.last == 96 { name = String(name.dropFirst().dropLast()) }
      text = "USE `\(name)`"
    case "source" where words.count == 2:
      do throws(FileError) {
        let contents = try process.fileSystem.read(words[1], from: process.workingDirectory)
        var splitter = StatementSplitter()
        pieces += splitter.pieces(contents).reversed()
        return next()
      } catch {
        process.writeError("ERROR: Failed to open file '\(words[1])', error: 2\n")
        return fail()
      }
    case "\\s" where words.count == 1:
      connection?.status(options, version: clientLine) { [self] text in
        process.write(text)
        next()
      }
      return
    case StatementSplitter.refusal:
      process.writeError(
        "ERROR at line \(piece.line): the command '\(words.last ?? "")' of the client is not"
          + " supported here\n")
      return fail()
    default: break
    }
    if verbosity > 0 {
      process.write("--------------\n\(text)\n--------------\n\n")
    }
    let start = process.world.now
    connection?.query(text) { [self] result in
      switch result {
      case .success(.rows(let rows)):
        process.write(
          ResultText.text(rows, form(piece.end), showsNames: showsNames && silence < 2))
        let count = rows.rows.count
        tell(count == 0 ? "Empty set" : "\(count) \(count == 1 ? "row" : "rows") in set", "", start)
        next()
      case .success(.done(let completion)):
        let count = completion.affected
        tell(
          "Query OK, \(count) \(count == 1 ? "row" : "rows") affected", completion.info, start)
        next()
      case .failure(let error):
        process.writeError(
          "ERROR \(error.code) (\(error.state)) at line \(piece.line): \(error.message)\n")
        fail()
      }
    }
  }

  /// What `-vv` adds to a result, and `-vvv` with the time that it took.
  private func tell(_ text: String, _ information: String, _ start: VirtualTime) {
    guard verbosity > 1 else { return }
    var text = text
    let count = connection?.warningCount ?? 0
    if count > 0 { text += ", \(count) \(count == 1 ? "warning" : "warnings")" }
    if verbosity > 2 {
      let hundredths = (process.world.now.milliseconds - start.milliseconds) / 10
      text += " (\(hundredths / 100).\(padded(hundredths % 100, 2)) sec)"
    }
    process.write(text + "\n" + (information.isEmpty ? "" : information + "\n") + "\n")
  }

  private func fail() {
    lastStatus = 1
    if !goesOn { pieces = [] }
    next()
  }

  private func form(_ end: StatementSplitter.End) -> ResultText.Form {
    if isVertical || end == .vertical { return .vertical }
    if usesTable || verbosity > 2 { return .table }
    // A terminal is told by its type, which `kubectl run -t` and `docker run -t` set.
    let isTerminal = process.environment["TERM"] != nil
    if isTerminal, statements != nil, !usesBatch, silence == 0 { return .table }
    return .batch(isRaw: isRaw)
  }
}

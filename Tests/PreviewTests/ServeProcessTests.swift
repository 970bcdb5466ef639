import Foundation
import OtherPrograms
import Testing

/// `statebook serve` as a process of its own.
@Suite struct ServeProcessTests {
  /// A test must not wait for ever.
  private func wait(_ what: String, until isTrue: () -> Bool) throws {
    let start = ContinuousClock.now
    while !isTrue() {
      try #require(ContinuousClock.now - start < .seconds(300), "\(what)")
      usleep(5000)
    }
  }

  /// Serves a book until its output has a text, then interrupts it.
  /// - Parameter path: where commands are looked for.
  private func serve(
    _ book: WrittenBook, _ arguments: [String] = [], path: String, until text: String,
    interruptedBy signal: Int32 = SIGINT, then check: () throws -> Void = {}
  ) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = Checkout.root.appending(path: ".build/debug/statebook")
    process.arguments = ["serve", "--book", book.path] + arguments
    process.environment = ["PATH": path]
    let files = ["output", "errors"].map { book.path + "/" + $0 }
    for file in files { try Data().write(to: URL(filePath: file)) }
    process.standardOutput = FileHandle(forWritingAtPath: files[0])
    process.standardError = FileHandle(forWritingAtPath: files[1])
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    try wait("no \(text)") { (book.read("output") + book.read("errors")).contains(text) }
    try check()
    kill(process.processIdentifier, signal)
    try wait("no end") { !process.isRunning }
    #expect(process.terminationReason == .exit)
    return (process.terminationStatus, book.read("output"), book.read("errors"))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func anInterruptEndsItAsWanted(
    signal: Int32
  ) throws {
    let run = try serve(
      WrittenBook(), path: "/usr/bin:/bin", until: " passed, ", interruptedBy: signal)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("the book is at http://127.0.0.1:"))
    #expect(run.output.hasSuffix("\nended\n"))
    #expect(run.errors.isEmpty)
  }

  @Test func aProgramOfTheBookEndsWithIt() throws {
    let book = try WrittenBook()
    try book.write("fences:\n  say: {program: fences/say, timeout: 600}\n", to: "book.yaml")
    try book.writeProgram("echo $$ >begun; sleep 1000", to: "fences/say")
    try book.write("---\ntitle: Say\n---\n```say\n```\n", to: "chapters/en/03-say.md")
    let run = try serve(book, path: "/usr/bin:/bin", until: " passed, ") {
      try wait("the program does not begin") { book.read("begun").hasSuffix("\n") }
    }
    #expect(run.status == 0)
    let program = try #require(Int(book.read("begun").split(separator: "\n")[0]))
    // One that nobody takes note of stays as a zombie.
    try wait("the program runs") {
      let line = try? String(contentsOfFile: "/proc/\(program)/stat", encoding: .utf8)
      return line?.contains(") Z ") ?? true
    }
  }

  @Test func aBrowserIsAskedToOpenTheAddress() throws {
    let book = try WrittenBook()
    try book.writeProgram("echo \"$1\" >\(book.path)/opened", to: "commands/xdg-open")
    let run = try serve(
      book, ["--open"], path: book.path + "/commands:/usr/bin:/bin", until: " passed, "
    ) {
      try wait("nothing is opened") { book.read("opened").hasSuffix("\n") }
    }
    let address = book.read("opened").split(separator: "\n")[0]
    #expect(run.output.hasPrefix("the book is at \(address) ("))
    #expect(run.errors.isEmpty)
  }

  @Test func aMissingBrowserIsSaid() throws {
    let book = try WrittenBook()
    try book.writeProgram("exit 3", to: "commands/xdg-open")
    let run = try serve(
      book, ["--open"], path: book.path + "/commands:/usr/bin:/bin",
      until: "no browser could be opened")
    #expect(run.status == 0)
    #expect(run.errors == "statebook: warning: no browser could be opened\n")
  }
}

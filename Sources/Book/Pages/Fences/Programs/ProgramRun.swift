import Foundation

/// One run of a program that the book brings: started, watched, ended.
struct ProgramRun {
  /// The absolute path of the program.
  let executable: String
  /// The folder that it runs in.
  let folder: String
  /// How long it may take, in seconds.
  let timeout: Int
  /// What it reads.
  let input: String

  /// The most that it may write, in bytes, to each of its outputs.
  static let outputLimit = 1 << 20

  /// How the run ended.
  enum Outcome: Hashable {
    /// With status 0; what it wrote.
    case answered(String)
    /// With another status or by a signal; the first lines of its error output.
    case failed(status: Int32, errors: String)
    case cannotStart(String)
    case tookTooLong
    case wroteTooMuch
  }

  /// Runs the program.
  ///
  /// What is read and written goes through files, so that neither side waits for the other.
  func outcome() -> Outcome {
    guard FileManager.default.isExecutableFile(atPath: executable) else {
      return .cannotStart("there is no file, or it is not executable")
    }
    let real = URL(filePath: executable).resolvingSymlinksInPath().standardizedFileURL.path
    guard real.hasPrefix(folder + "/") else {
      return .cannotStart("it is a symbolic link that leaves the book")
    }
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "statebook-fence-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    do {
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
      let files = ["input", "output", "errors"].map { scratch.appending(path: $0) }
      try Data(input.utf8).write(to: files[0])
      for file in files.dropFirst() { try Data().write(to: file) }
      let process = Process()
      process.executableURL = URL(filePath: executable)
      process.currentDirectoryURL = URL(filePath: folder, directoryHint: .isDirectory)
      process.standardInput = try FileHandle(forReadingFrom: files[0])
      process.standardOutput = try FileHandle(forWritingTo: files[1])
      process.standardError = try FileHandle(forWritingTo: files[2])
      let ended = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in ended.signal() }
      try process.run()
      let limit = ContinuousClock.now + .seconds(timeout)
      func isTooLong(_ file: URL) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        return (attributes?[.size] as? Int ?? 0) > ProgramRun.outputLimit
      }
      while ended.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
        let hasWrittenTooMuch = isTooLong(files[1]) || isTooLong(files[2])
        guard hasWrittenTooMuch || ContinuousClock.now >= limit else { continue }
        kill(process.processIdentifier, SIGKILL)
        ended.wait()
        return hasWrittenTooMuch ? .wroteTooMuch : .tookTooLong
      }
      if isTooLong(files[1]) { return .wroteTooMuch }
      let output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
      guard process.terminationReason == .exit, process.terminationStatus == 0 else {
        let errors = String(decoding: try Data(contentsOf: files[2]).prefix(2000), as: UTF8.self)
        let lines = errors.split(separator: "\n").suffix(5).joined(separator: "\n")
        return .failed(status: process.terminationStatus, errors: lines)
      }
      return .answered(output)
    } catch {
      return .cannotStart(error.localizedDescription)
    }
  }
}

import Foundation
import Synchronization

/// A program that runs, and all that it has started.
///
/// Foundation gives each program a process group of its own. Its own notice of a program's end comes
/// only when everything has ended that the program started, so the system is asked.
final class ProcessGroup {
  /// What was read from the standard output and from the error output.
  private(set) var outputs: [[UInt8]] = [[], []]

  private let process = Process()
  /// The ends of the pipes that are read.
  private var ends: [FileHandle?]

  private static let running = Mutex<Set<Int32>>([])

  /// Starts a program.
  init(_ executable: String, in folder: String, input: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "statebook-fence-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(input.utf8).write(to: file)
    let pipes = [Pipe(), Pipe()]
    ends = pipes.map(\.fileHandleForReading)
    process.executableURL = URL(filePath: executable)
    process.currentDirectoryURL = URL(filePath: folder, directoryHint: .isDirectory)
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = pipes[0].fileHandleForWriting
    process.standardError = pipes[1].fileHandleForWriting
    try ProcessGroup.running.withLock { running in
      try process.run()
      running.insert(process.processIdentifier)
    }
    for pipe in pipes { try? pipe.fileHandleForWriting.close() }
  }

  /// Takes what was written, until there is no more for now; waits for it at most for a time.
  func read(within time: Duration) {
    var wait = Int32(time / .milliseconds(1))
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while outputs.allSatisfy({ $0.count <= ProgramRun.outputLimit }) {
      // A negative descriptor is passed over.
      var watched = ends.map {
        pollfd(fd: $0?.fileDescriptor ?? -1, events: Int16(POLLIN), revents: 0)
      }
      guard poll(&watched, nfds_t(watched.count), wait) > 0 else { return }
      wait = 0
      for (index, end) in watched.enumerated() where end.revents != 0 {
        let count = Foundation.read(end.fd, &buffer, buffer.count)
        if count > 0 {
          outputs[index] += buffer[..<count]
        } else {
          ends[index] = nil
        }
      }
    }
  }

  /// How the program ended, as its status or the signal that ended it; nil while it runs.
  func status() -> Int32? {
    var info = siginfo_t()
    // Its end is only looked at here; Foundation takes note of it for good.
    let result = waitid(
      P_PID, id_t(process.processIdentifier), &info, WNOHANG | WEXITED | WNOWAIT)
    if result != 0 {
      // Foundation was faster.
      return process.isRunning ? nil : process.terminationStatus
    }
    return info._sifields._sigchld.si_pid == 0 ? nil : info._sifields._sigchld.si_status
  }

  /// Ends the program and what it has started.
  func end() {
    ProcessGroup.running.withLock { running in
      guard running.remove(process.processIdentifier) != nil else { return }
      kill(-process.processIdentifier, SIGKILL)
    }
  }

  /// Ends all programs, for a process that ends.
  static func endAll() {
    running.withLock { running in
      for program in running { kill(-program, SIGKILL) }
    }
  }
}

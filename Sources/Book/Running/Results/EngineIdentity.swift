import Foundation

/// Which program runs the chapters: a new build of it, or of a library, may run them differently.
public struct EngineIdentity: Hashable, Sendable {
  /// The hash of the program's bytes, and its libraries with their sizes and times.
  public let text: String

  /// This process; nil where the system does not say what it runs.
  public static let current: EngineIdentity? = {
    guard let maps = mappings(), let executable = realpath("/proc/self/exe", nil)
    else { return nil }
    defer { free(executable) }
    let path = String(cString: executable)
    // The last column of a mapping is the file behind it, if there is one.
    let files = maps.split(separator: "\n").compactMap { line in
      line.firstIndex(of: "/").map { String(line[$0...]) }
    }
    return EngineIdentity(
      program: path, libraries: Set(files).subtracting([path]).filter(isLibrary).sorted())
  }()

  /// - Parameters:
  ///   - program: the path of the program, whose whole content counts.
  ///   - libraries: the paths of what is loaded with it. An installed library is taken for the
  ///     same while its size and the time of its last change are.
  init?(program: String, libraries: [String]) {
    guard let content = try? Data(contentsOf: URL(filePath: program), options: .alwaysMapped)
    else { return nil }
    let hash = content.withUnsafeBytes { ContentHash($0) }
    var lines = ["program \(content.count) \(String(hash.value, radix: 16))"]
    for library in libraries {
      var status = stat()
      guard stat(library, &status) == 0 else { return nil }
      lines.append(
        "\(library) \(status.st_size) \(status.st_ino) "
          + "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)")
    }
    text = lines.joined(separator: "\n")
  }

  /// What is mapped into this process. The system gives it piece by piece, and gives it no size.
  private static func mappings() -> String? {
    let descriptor = open("/proc/self/maps", O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
      bytes += piece[..<count]
    }
  }

  /// Whether a mapped file is code, not data such as a table of locales.
  private static func isLibrary(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasSuffix(".so") || name.contains(".so.") || name.hasSuffix(".xctest")
  }
}

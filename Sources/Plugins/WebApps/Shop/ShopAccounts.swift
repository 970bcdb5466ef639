import Simulation

/// Who may log in, and what waits for them: files of the image, a line for each.
struct ShopAccounts {
  static let usersPath = "/srv/shop/users.txt"
  static let messagesPath = "/srv/shop/messages.txt"

  private let files: FileSystem
  private let users: String?

  /// - Parameter users: accounts that replace those of the file: `alice:wonderland,bob:builder`.
  init(_ files: FileSystem, users: String?) {
    self.files = files
    self.users = users
  }

  /// Whether a user has this password. The files are read each time: an operator may change them.
  func accepts(_ user: String, _ password: String) -> Bool {
    guard !user.isEmpty else { return false }
    return lines(users, ShopAccounts.usersPath).contains { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && parts[0] == user && parts[1] == password
    }
  }

  /// The messages for a user.
  func messages(for user: String) -> [String] {
    lines(nil, ShopAccounts.messagesPath).compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == user else { return nil }
      return String(parts[1].drop { $0 == " " })
    }
  }

  private func lines(_ given: String?, _ path: String) -> [String] {
    if let given { return given.split(separator: ",").map { String($0) } }
    var text = ""
    do throws(FileError) { text = try files.read(path) } catch {}
    return text.split(separator: "\n").map { String($0) }.filter { !$0.hasPrefix("#") }
  }
}

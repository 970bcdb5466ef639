import Simulation

/// Where a shop keeps its sessions.
///
/// A store may need others for an answer, so every question is answered later, once.
protocol SessionStore: AnyObject {
  /// One or two words for the log and the picture: `memory`.
  var name: String { get }
  /// Begins; `isReady` is called when visitors may come.
  func begin(_ isReady: @escaping () -> Void)
  /// Looks for the session that a visitor's cookie stands for.
  func find(_ cookie: String, _ completion: @escaping (SessionAnswer) -> Void)
  /// Keeps a session; `completion` is given the value for the visitor's cookie.
  func save(_ session: ShopSession, _ completion: @escaping (SavingAnswer) -> Void)
  /// Forgets a session, where that can be done.
  func remove(_ cookie: String, _ completion: @escaping (SavingAnswer) -> Void)
  /// Ends, when the shop does.
  func end()
  /// The sessions that this process holds in its own memory, in the order of their beginning.
  var held: [ShopSession] { get }
}

/// What became of the search for a session.
enum SessionAnswer {
  case found(ShopSession)
  case missing
  /// The store gave no answer; the reason.
  case failed(String)
}

/// What became of a change.
enum SavingAnswer {
  /// The value of the cookie from now on; nil where it stays as it was.
  case saved(String)
  case failed(String)
}

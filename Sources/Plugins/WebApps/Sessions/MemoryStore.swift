import OrderedCollections
import Simulation

/// Sessions in the memory of the process: nobody else has them, and they end with it (W1).
final class MemoryStore: SessionStore {
  private unowned(unsafe) let process: Process
  private var sessions: OrderedDictionary<String, ShopSession> = [:]

  let name = "memory"

  init(_ process: Process) { self.process = process }

  func begin(_ isReady: @escaping () -> Void) { isReady() }

  func find(_ cookie: String, _ completion: @escaping (SessionAnswer) -> Void) {
    guard let session = sessions[cookie] else { return completion(.missing) }
    guard session.expires > process.world.now else {
      sessions[cookie] = nil
      return completion(.missing)
    }
    completion(.found(session))
  }

  func save(_ session: ShopSession, _ completion: @escaping (SavingAnswer) -> Void) {
    sessions[session.id] = session
    completion(.saved(session.id))
  }

  func remove(_ cookie: String, _ completion: @escaping (SavingAnswer) -> Void) {
    sessions[cookie] = nil
    completion(.saved(""))
  }

  func end() {}

  var held: [ShopSession] { sessions.values.filter { $0.expires > process.world.now } }
}

import Simulation

extension StandardCommand {
  /// `getent hosts`
  static var getent: StandardCommand {
    StandardCommand(name: "getent", short: "+", usage: "getent database [key ...]", refused: "sAi")
    {
      call in
      guard let database = call.operands.first else {
        return call.misuse("wrong number of arguments")
      }
      guard database == "hosts" || database == "ahosts" || database == "ahostsv4" else {
        return call.fail("the database '\(database)' is not supported here")
      }
      guard call.operands.count == 2 else {
        return call.fail("exactly one name is supported here")
      }
      let name = call.operands[1]
      call.world.network.lookUp(name, .address, from: call.process.host) { result in
        guard call.process.isRunning else { return }
        guard case .found(let found, _, _) = result, !result.addresses.isEmpty else {
          call.finish(2)
          return
        }
        for (index, address) in result.addresses.enumerated() {
          let start = Columns.left(address, 15)
          if database == "hosts" {
            call.write("\(start) \(found)\n")
          } else {
            call.write("\(start) STREAM \(index == 0 ? found : "")\n")
          }
        }
        call.finish(0)
      }
      return nil
    }
  }
}

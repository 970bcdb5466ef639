// The doors of the WebAssembly module. Texts cross as UTF-8 in linear memory: the page writes what
// it says into memory from `statebook_allocate` and reads answers at `statebook_answer`.
#if hasFeature(Embedded)
  import Values

  nonisolated(unsafe) private var console = BrowserConsole()
  nonisolated(unsafe) private var answer: [UInt8] = []

  private func give(_ json: JSON) -> Int32 {
    answer = Array(json.compactText.utf8)
    return Int32(answer.count)
  }

  private func text(_ address: UnsafePointer<UInt8>, _ length: Int32) -> String {
    String(decoding: UnsafeBufferPointer(start: address, count: Int(length)), as: UTF8.self)
  }

  /// Memory of `length` bytes for a text that the page wants to hand over.
  @_expose(wasm, "statebook_allocate") @_cdecl("statebook_allocate")
  public func allocate(_ length: Int32) -> UnsafeMutablePointer<UInt8> {
    UnsafeMutablePointer<UInt8>.allocate(capacity: Int(length) + 1)
  }

  /// Gives memory back.
  @_expose(wasm, "statebook_release") @_cdecl("statebook_release")
  public func release(_ address: UnsafeMutablePointer<UInt8>) { address.deallocate() }

  /// Where the last answer lies; its length was returned by the call that made it.
  @_expose(wasm, "statebook_answer") @_cdecl("statebook_answer")
  public func answerAddress() -> Int32 {
    answer.withUnsafeBufferPointer { Int32(Int(bitPattern: $0.baseAddress)) }
  }

  /// Does one thing, given as JSON: see ``BrowserConsole/perform(_:)``.
  @_expose(wasm, "statebook_perform") @_cdecl("statebook_perform")
  public func perform(_ address: UnsafePointer<UInt8>, _ length: Int32) -> Int32 {
    give(console.perform(text(address, length)))
  }
#endif

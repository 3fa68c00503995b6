namespace Tandem.Server.Tests;

/// <summary>A clock that begins at the real time and is moved by hand.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _began + _passed;

    public override long GetTimestamp() => _passed.Ticks;

    public void Pass(TimeSpan time) => _passed += time;
}

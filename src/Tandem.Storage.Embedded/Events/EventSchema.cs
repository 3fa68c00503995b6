namespace Tandem.Storage.Embedded.Events;

/// <summary>Tables of the events database. Codes (product, event, actor, person) are dense numbers from 1, a product's own save the product's.</summary>
internal static class EventSchema
{
    public const string Create = """
        CREATE TABLE IF NOT EXISTS products(product INTEGER, id UUID);
        CREATE TABLE IF NOT EXISTS event_names(product INTEGER, event INTEGER, name VARCHAR);
        CREATE TABLE IF NOT EXISTS actors(product INTEGER, actor INTEGER, distinct_id VARCHAR, person INTEGER);
        CREATE TABLE IF NOT EXISTS persons(product INTEGER, person INTEGER, id UUID, identified BOOLEAN, created TIMESTAMP, created_given BOOLEAN, props VARCHAR);
        CREATE TABLE IF NOT EXISTS groups(product INTEGER, type VARCHAR, key VARCHAR, created TIMESTAMP, props VARCHAR);
        CREATE TABLE IF NOT EXISTS events(product INTEGER, seq BIGINT, id UUID, actor INTEGER, ts TIMESTAMP, event INTEGER, props VARCHAR, received TIMESTAMP);
        CREATE TABLE IF NOT EXISTS loader_position(segment BIGINT, "offset" BIGINT);
        """;

    /// <summary>Staging of the writer's connection, emptied after each use.</summary>
    public const string Staging = """
        CREATE TEMP TABLE IF NOT EXISTS suspects(product INTEGER, id UUID);
        CREATE TEMP TABLE IF NOT EXISTS moved(product INTEGER, actor INTEGER, person INTEGER);
        CREATE TEMP TABLE IF NOT EXISTS gone(product INTEGER, person INTEGER);
        CREATE TEMP TABLE IF NOT EXISTS persons_changed(product INTEGER, person INTEGER, id UUID, identified BOOLEAN, created TIMESTAMP, created_given BOOLEAN, with_props BOOLEAN, props VARCHAR);
        CREATE TEMP TABLE IF NOT EXISTS groups_changed(product INTEGER, type VARCHAR, key VARCHAR, created TIMESTAMP, props VARCHAR);
        """;
}

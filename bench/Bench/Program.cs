using Tandem.Bench;

return Verbs.Run(args);

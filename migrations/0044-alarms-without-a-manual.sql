-- Where no manual is in force, an account's silence is told to the owners of the house.
alter table silence_alarm alter column manual_version drop not null;
